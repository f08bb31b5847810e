select tag, body, wraps from cards where digest = $1 and device = $2
