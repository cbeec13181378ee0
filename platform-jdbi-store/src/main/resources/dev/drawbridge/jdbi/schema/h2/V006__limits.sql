-- Permits taken per company and hour, and calls per app and day.
create table if not exists dp_counter (
    counter_key varchar(300) not null,
    window_start timestamp(6) with time zone not null,
    used integer not null,
    expires_at timestamp(6) with time zone not null,
    primary key (counter_key, window_start)
);
create index if not exists dp_counter_expires on dp_counter (expires_at);

create table if not exists dp_usage_day (
    app_id varchar(64) not null,
    usage_day date not null,
    ok bigint not null,
    client_error bigint not null,
    denied bigint not null,
    rate_limited bigint not null,
    server_error bigint not null,
    expires_at timestamp(6) with time zone not null,
    primary key (app_id, usage_day)
);
create index if not exists dp_usage_day_expires on dp_usage_day (expires_at);

-- The last addition of each node to dp_usage_day: what is tried again is added once.
create table if not exists dp_usage_ledger (
    node varchar(64) primary key,
    last_sequence bigint not null,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_usage_ledger_expires on dp_usage_ledger (expires_at);
