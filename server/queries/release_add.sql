insert into releases (release_id, period, published, body) values ($1, $2, $3, $4)
on conflict (release_id) do nothing
