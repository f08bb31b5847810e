select n, entry, chain from audit where n > $1 order by n limit $2
