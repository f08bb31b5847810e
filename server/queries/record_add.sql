insert into records (record_id, digest, tag, epoch, form, device, sequence, previous,
    replaces_id, replaces_digest, size, body, flagged, received, receipt_n)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
