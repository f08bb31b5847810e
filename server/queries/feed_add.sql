insert into feed (device, kind, object) values ($1, $2, $3)
