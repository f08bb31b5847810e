insert into epoch_writers (tag, epoch, device) values ($1, $2, $3)
