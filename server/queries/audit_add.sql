insert into audit (n, entry, chain) values ($1, $2, $3)
