insert into accounts (user_id, name_digest, sign_in_key, sealed_keys, generation, created)
values ($1, $2, $3, $4, $5, $6)
