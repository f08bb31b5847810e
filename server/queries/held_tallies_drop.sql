delete from held_tallies where record_id = $1
