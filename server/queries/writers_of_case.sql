select w.device from epoch_writers w
join cases c on c.tag = w.tag and c.epoch = w.epoch
where w.tag = $1 order by w.device
