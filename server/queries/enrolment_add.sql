insert into enrolments (enrolment_id, secret_digest, kind, label, created_by, created, expires)
values ($1, $2, $3, $4, $5, $6, $7)
