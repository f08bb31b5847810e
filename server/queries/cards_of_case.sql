select device, version, body from cards where tag = $1 order by device
