select user_id, generation, disabled, created from accounts order by created, user_id
