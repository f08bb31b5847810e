insert into returns (digest, record_id, record_digest, device, version, received, body, wraps)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (digest) do nothing
