insert into receipts (n, record_id, digest, chain, body) values ($1, $2, $3, $4, $5)
