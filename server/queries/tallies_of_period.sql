select class, body from tallies where period = $1 order by digest
