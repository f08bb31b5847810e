select version, digest from cards where tag = $1 and device = $2
