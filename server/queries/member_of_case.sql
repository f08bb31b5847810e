select m.epoch, m.lead from epoch_members m
join cases c on c.tag = m.tag and c.epoch = m.epoch
where m.tag = $1 and m.user_id = $2
