select r.digest, r.tag, r.epoch, r.device, r.state, r.flagged, r.received, r.body from records r
join cases c on c.tag = r.tag
join epoch_members m on m.tag = r.tag and m.epoch = c.epoch and m.user_id = $3
where r.record_id = $1 and r.digest = $2
