select release_id, published, length(body) from releases order by published, release_id
