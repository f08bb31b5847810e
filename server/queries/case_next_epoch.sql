update cases set epoch = $2 where tag = $1
