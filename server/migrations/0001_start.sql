-- What the server keeps, by keys.md: random ids, tags, numbers, digests, times of receipt, sizes
-- and states in clear; everything a person said or wrote only as sealed bytes.

create table meta (
    name text primary key,
    value blob not null
);

-- The directory's log: each statement with its stub.
create table statements (
    position bigint primary key,
    kind integer not null,
    subject blob not null,
    digest blob not null unique,
    body blob not null
);

-- Sign-in names are kept as the sign-in salt only (a hash over tenant and name).
create table accounts (
    user_id blob primary key,
    name_digest blob not null unique,
    sign_in_key blob not null,
    sealed_keys blob not null,
    generation bigint not null,
    disabled integer not null default 0,
    created bigint not null
);

create table enrolments (
    enrolment_id blob primary key,
    secret_digest blob not null unique,
    kind integer not null,
    label text not null,
    created_by blob not null,
    created bigint not null,
    expires bigint not null,
    tries integer not null default 0,
    state integer not null default 0,
    subject blob,
    public_keys blob,
    device_kind integer not null default 0,
    head blob,
    name_digest blob,
    sign_in_key blob,
    sealed_keys blob
);

create table cases (
    tag blob primary key,
    epoch bigint not null,
    created bigint not null
);

create table epochs (
    tag blob not null,
    epoch bigint not null,
    digest blob not null,
    body blob not null,
    primary key (tag, epoch)
);

create table epoch_members (
    tag blob not null,
    epoch bigint not null,
    user_id blob not null,
    lead integer not null,
    wrap blob not null,
    primary key (tag, epoch, user_id)
);
create index epoch_members_by_user on epoch_members (user_id, tag, epoch);

create table epoch_writers (
    tag blob not null,
    epoch bigint not null,
    device blob not null,
    primary key (tag, epoch, device)
);
create index epoch_writers_by_device on epoch_writers (device, tag, epoch);

create table headers (
    position integer primary key,
    tag blob not null,
    digest blob not null unique,
    body blob not null,
    wraps blob not null,
    received bigint not null
);
create index headers_by_tag on headers (tag, position);

create table cards (
    tag blob not null,
    device blob not null,
    version bigint not null,
    digest blob not null,
    body blob not null,
    wraps blob not null,
    received bigint not null,
    primary key (tag, device)
);

create table records (
    record_id blob primary key,
    digest blob not null,
    tag blob not null,
    epoch bigint not null,
    form blob not null,
    device blob not null,
    sequence bigint not null,
    previous blob not null,
    replaces_id blob,
    replaces_digest blob,
    size bigint not null,
    body blob not null,
    flagged integer not null,
    state integer not null default 0,
    received bigint not null,
    receipt_n bigint not null unique
);
create index records_by_tag on records (tag, received);
create index records_by_device on records (device, sequence);

create table record_wraps (
    record_id blob not null,
    recipient blob not null,
    wrap blob not null,
    primary key (record_id, recipient)
);

-- Keyed by their own digest, so that neither order nor neighbours tell which record one came with.
create table tallies (
    digest blob primary key,
    class integer not null,
    period text not null,
    body blob not null
) without rowid;

create table states (
    digest blob primary key,
    record_id blob not null,
    record_digest blob not null,
    state integer not null,
    author blob not null,
    received bigint not null,
    position bigint not null,
    body blob not null,
    note blob,
    note_wraps blob
);
create index states_by_record on states (record_id, position);

create table returns (
    digest blob primary key,
    record_id blob not null,
    record_digest blob not null,
    device blob not null,
    version bigint not null,
    received bigint not null,
    body blob not null,
    wraps blob not null
);
create index returns_by_record on returns (record_id);

create table forms (
    digest blob primary key,
    form_id text not null,
    version text not null,
    title text not null,
    author blob not null,
    received bigint not null,
    body blob not null
);

create table releases (
    release_id blob primary key,
    period text not null,
    published bigint not null,
    body blob not null
);

-- The receipt chain: h = SHA-256(h before, entry).
create table receipts (
    n bigint primary key,
    record_id blob not null unique,
    digest blob not null,
    chain blob not null,
    body blob not null
);

-- The audit chain, and which case or record an entry names.
create table audit (
    n bigint primary key,
    entry blob not null,
    chain blob not null
);
create table audit_objects (
    object blob not null,
    n bigint not null,
    primary key (object, n)
) without rowid;

-- What each device has not yet pulled; device null: for all.
create table feed (
    position integer primary key,
    device blob,
    kind integer not null,
    object blob not null
);
create index feed_by_device on feed (device, position);
