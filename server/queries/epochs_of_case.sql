select e.body, m.wrap from epochs e
left join epoch_members m on m.tag = e.tag and m.epoch = e.epoch and m.user_id = $2
where e.tag = $1 order by e.epoch
