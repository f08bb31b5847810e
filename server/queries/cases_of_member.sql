select m.tag, m.epoch, e.body, m.wrap from epoch_members m
join cases c on c.tag = m.tag and c.epoch = m.epoch
join epochs e on e.tag = m.tag and e.epoch = m.epoch
where m.user_id = $1 order by m.tag
