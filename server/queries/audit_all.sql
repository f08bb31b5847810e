select n, entry, chain from audit order by n
