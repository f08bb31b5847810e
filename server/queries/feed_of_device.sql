select position, kind, object from feed
where position > $1 and (device is null or device = $2) order by position limit $3
