-- Endpoints of apps, what happened, and how it was told.
create table if not exists dp_wh_endpoint (
    id varchar(64) primary key,
    app_id varchar(64) not null,
    url varchar(2000) not null,
    description varchar(800) not null,
    -- A JSON array of names.
    events varchar(20000) not null,
    status varchar(16) not null,
    created_at timestamp(6) with time zone not null,
    version bigint not null
);
create index if not exists dp_wh_endpoint_app on dp_wh_endpoint (app_id, created_at);

create table if not exists dp_wh_secret (
    id varchar(64) primary key,
    endpoint_id varchar(64) not null,
    -- An envelope of the vault.
    sealed varchar(1000) not null,
    created_at timestamp(6) with time zone not null,
    -- Null for the current one.
    expires_at timestamp(6) with time zone
);
create index if not exists dp_wh_secret_endpoint on dp_wh_secret (endpoint_id);
create index if not exists dp_wh_secret_expires on dp_wh_secret (expires_at);

-- One row per endpoint: what the nodes schedule. Its lock orders fan-out, completion and changes of the endpoint.
create table if not exists dp_wh_lane (
    endpoint_id varchar(64) primary key,
    next_due_at timestamp(6) with time zone,
    last_served_at timestamp(6) with time zone not null,
    lease_owner varchar(64),
    lease_epoch bigint not null,
    lease_until timestamp(6) with time zone,
    failures integer not null,
    failing_since timestamp(6) with time zone,
    not_before timestamp(6) with time zone
);
create index if not exists dp_wh_lane_due on dp_wh_lane (next_due_at);

-- The last position that an event got; its lock lets one fan-out run at a time.
create table if not exists dp_wh_position (
    name varchar(16) primary key,
    last_position bigint not null
);

create table if not exists dp_wh_event (
    id varchar(64) primary key,
    type varchar(191) not null,
    -- The audience: apps with a grant of the company that covers the scope, or (for a test) one endpoint.
    company_id varchar(191),
    scope varchar(191),
    endpoint_id varchar(64),
    occurred_at timestamp(6) with time zone not null,
    body text not null,
    -- Dense, in the order of fan-out; null until then.
    pos bigint,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_wh_event_waiting on dp_wh_event (id) where pos is null;
create index if not exists dp_wh_event_expires on dp_wh_event (expires_at);

create table if not exists dp_wh_delivery (
    id varchar(64) primary key,
    event_id varchar(64) not null,
    endpoint_id varchar(64) not null,
    status varchar(16) not null,
    -- When the dispatcher looks at it again; null once it is done.
    due_at timestamp(6) with time zone,
    -- What the schedule planned; differs from due_at while an attempt by hand is due.
    retry_at timestamp(6) with time zone,
    attempts integer not null,
    tries integer not null,
    manual boolean not null,
    created_at timestamp(6) with time zone not null,
    constraint dp_wh_delivery_once unique (event_id, endpoint_id)
);
create index if not exists dp_wh_delivery_due on dp_wh_delivery (endpoint_id, due_at, id) where due_at is not null;
create index if not exists dp_wh_delivery_listed on dp_wh_delivery (endpoint_id, created_at, id);

create table if not exists dp_wh_attempt (
    delivery_id varchar(64) not null,
    attempt_no integer not null,
    at timestamp(6) with time zone not null,
    -- 0 without an answer.
    response_status integer not null,
    duration_ms bigint not null,
    error varchar(200),
    snippet varchar(8192) not null,
    manual boolean not null,
    primary key (delivery_id, attempt_no)
);
