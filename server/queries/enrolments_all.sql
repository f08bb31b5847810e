select enrolment_id, secret_digest, kind, label, expires, tries, state, subject, public_keys,
    device_kind, head
from enrolments where $1 is null or enrolment_id = $1 order by created, enrolment_id
