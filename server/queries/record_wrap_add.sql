insert into record_wraps (record_id, recipient, wrap) values ($1, $2, $3)
on conflict (record_id, recipient) do nothing
