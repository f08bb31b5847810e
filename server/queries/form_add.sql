insert into forms (digest, form_id, version, title, author, received, body)
values ($1, $2, $3, $4, $5, $6, $7) on conflict (digest) do nothing
