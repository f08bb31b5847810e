select n, entry, chain from audit where n < $1 order by n desc limit $2
