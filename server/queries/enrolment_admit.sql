update enrolments
set state = 1, subject = $2, public_keys = $3, name_digest = $4, sign_in_key = $5, sealed_keys = $6
where enrolment_id = $1 and state = 0
