select user_id, sign_in_key, sealed_keys, generation, disabled from accounts where name_digest = $1
