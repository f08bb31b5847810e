select n, chain from receipts order by n desc limit 1
