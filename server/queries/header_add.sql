insert into headers (tag, digest, body, wraps, received) values ($1, $2, $3, $4, $5)
on conflict (digest) do nothing
