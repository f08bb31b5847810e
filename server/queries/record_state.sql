update records set state = $2 where record_id = $1
