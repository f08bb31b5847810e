select enrolment_id, secret_digest, kind, created, expires, state, subject, public_keys
from enrolments where $1 is null or enrolment_id = $1 order by created, enrolment_id
