select body from forms where digest = $1
