insert into heads (digest, body) values ($1, $2) on conflict (digest) do nothing
