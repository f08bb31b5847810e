insert into cases (tag, epoch, created) values ($1, $2, $3)
