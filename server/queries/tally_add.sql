insert into tallies (digest, class, period, body) values ($1, $2, $3, $4)
on conflict (digest) do nothing
