select body from releases where release_id = $1
