update enrolments set tries = tries + 1 where enrolment_id = $1
