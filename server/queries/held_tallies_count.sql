insert into tallies (digest, class, period, body)
select digest, class, period, body from held_tallies where record_id = $1
on conflict (digest) do nothing
