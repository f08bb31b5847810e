select n, record_id, digest, chain, body from receipts order by n
