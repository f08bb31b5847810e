select digest from records where record_id = $1
