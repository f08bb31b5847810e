select body from records where record_id = $1
