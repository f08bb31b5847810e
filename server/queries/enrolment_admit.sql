update enrolments
set state = 1, subject = $2, public_keys = $3, device_kind = $4, head = $5,
    name_digest = $6, sign_in_key = $7, sealed_keys = $8
where enrolment_id = $1 and state = 0
