select m.tag from epoch_members m
join cases c on c.tag = m.tag and c.epoch = m.epoch
where m.user_id = $1 order by m.tag
