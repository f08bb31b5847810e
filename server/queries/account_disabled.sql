select disabled from accounts where user_id = $1
