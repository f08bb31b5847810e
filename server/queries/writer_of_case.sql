select 1 from epoch_writers w
join cases c on c.tag = w.tag and c.epoch = w.epoch
where w.tag = $1 and w.device = $2
