select t.record_id, t.body, t.wraps from returns t
join records r on r.record_id = t.record_id
join cases c on c.tag = r.tag
join epoch_writers w on w.tag = c.tag and w.epoch = c.epoch and w.device = t.device
where t.digest = $1 and t.device = $2
