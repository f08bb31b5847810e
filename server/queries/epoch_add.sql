insert into epochs (tag, epoch, digest, body) values ($1, $2, $3, $4)
