select enrolment_id, kind, expires, tries, state, subject from enrolments where secret_digest = $1
