select body from states where digest = $1
