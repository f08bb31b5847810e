select body from heads order by position desc limit 1
