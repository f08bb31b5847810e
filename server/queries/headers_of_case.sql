select body, wraps from headers where tag = $1 order by position
