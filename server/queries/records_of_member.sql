select r.record_id, r.digest, r.tag, r.epoch, r.form, r.device, r.sequence, r.previous,
    r.replaces_id, r.replaces_digest, r.size, r.flagged, r.state, r.received
from records r
join cases c on c.tag = r.tag
join epoch_members m on m.tag = r.tag and m.epoch = c.epoch and m.user_id = $1
order by r.tag, r.device, r.sequence, r.record_id
