insert into statements (position, kind, subject, digest, body) values ($1, $2, $3, $4, $5)
