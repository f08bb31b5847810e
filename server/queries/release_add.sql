insert into releases (release_id, published, body) values ($1, $2, $3)
