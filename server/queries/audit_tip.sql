select n, chain from audit order by n desc limit 1
