select w.tag from epoch_writers w
join cases c on c.tag = w.tag and c.epoch = w.epoch
where w.device = $1 order by w.tag
