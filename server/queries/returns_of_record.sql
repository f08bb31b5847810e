select device, body, wraps from returns where record_id = $1 order by received, digest
