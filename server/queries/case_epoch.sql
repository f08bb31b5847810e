select epoch from cases where tag = $1
