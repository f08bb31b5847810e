select body from heads where digest = $1
