insert into cards (tag, device, version, digest, body, wraps, received) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (tag, device) do update
set version = excluded.version, digest = excluded.digest, body = excluded.body,
    wraps = excluded.wraps, received = excluded.received
where excluded.version > cards.version
