select body, note, note_wraps, received from states where record_id = $1 order by position
