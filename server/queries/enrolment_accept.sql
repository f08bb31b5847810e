update enrolments set state = 2 where enrolment_id = $1
