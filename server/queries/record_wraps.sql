select wrap from record_wraps where record_id = $1 order by recipient
