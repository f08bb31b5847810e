select position, body from statements order by position
