select record_id, body, wraps from returns where digest = $1 and device = $2
