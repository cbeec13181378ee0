-- Authorization requests that apps pushed (RFC 9126), and which of them an interaction began with.
create table if not exists dp_pushed_request (
    -- SHA-256 of the request_uri, which itself is nowhere.
    hash varchar(43) primary key,
    app_id varchar(64) not null,
    -- Form-encoded, without the client's credentials.
    parameters varchar(32000) not null,
    expires_at timestamp(6) with time zone not null,
    -- Null until a user has answered it.
    used_at timestamp(6) with time zone
);
create index if not exists dp_pushed_request_expires on dp_pushed_request (expires_at);

-- Null for requests that were not pushed.
alter table dp_interaction add column if not exists pushed_hash varchar(43);
