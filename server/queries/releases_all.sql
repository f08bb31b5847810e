select release_id, period, published from releases order by published, release_id
