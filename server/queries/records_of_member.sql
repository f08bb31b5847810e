select r.record_id, r.digest, r.tag, r.epoch, r.form, r.device, r.sequence, r.previous,
    r.replaces_id, r.replaces_digest, r.size, r.flagged, r.state, r.received,
    (select s.body from states s where s.record_id = r.record_id and s.record_digest = r.digest
        and s.state = $2 order by s.position limit 1)
from records r
join cases c on c.tag = r.tag
join epoch_members m on m.tag = r.tag and m.epoch = c.epoch and m.user_id = $1
order by r.tag, r.device, r.sequence, r.record_id
