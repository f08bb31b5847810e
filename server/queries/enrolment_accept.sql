update enrolments
set state = 2, label = '', public_keys = null, sign_in_key = null, sealed_keys = null
where enrolment_id = $1
