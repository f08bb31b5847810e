insert into states (digest, record_id, record_digest, state, author, received, position, body, note, note_wraps)
values ($1, $2, $3, $4, $5, $6, (select coalesce(max(position), 0) + 1 from states), $7, $8, $9)
on conflict (digest) do nothing
