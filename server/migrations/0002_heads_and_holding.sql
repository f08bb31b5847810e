-- Every directory head that was given to somebody, so that what names it can be proven to its readers.
create table heads (
    position integer primary key,
    digest blob not null unique,
    body blob not null
);

-- Tallies of a flagged record, which do not count until a member accepts it. Until then the server
-- knows whose they are; accepting forgets it.
create table held_tallies (
    digest blob primary key,
    record_id blob not null,
    class integer not null,
    period text not null,
    body blob not null
) without rowid;
create index held_tallies_by_record on held_tallies (record_id);
