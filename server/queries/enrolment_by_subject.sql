select enrolment_id, name_digest, sign_in_key, sealed_keys from enrolments
where subject = $1 and state = 1
