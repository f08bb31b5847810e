select body from receipts where record_id = $1
