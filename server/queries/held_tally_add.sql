insert into held_tallies (digest, record_id, class, period, body) values ($1, $2, $3, $4, $5)
on conflict (digest) do nothing
