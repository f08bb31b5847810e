insert into audit_objects (object, n) values ($1, $2) on conflict (object, n) do nothing
