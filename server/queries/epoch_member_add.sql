insert into epoch_members (tag, epoch, user_id, lead, wrap) values ($1, $2, $3, $4, $5)
