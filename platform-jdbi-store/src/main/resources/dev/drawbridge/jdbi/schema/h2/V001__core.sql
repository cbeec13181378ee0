-- Apps, grants and the shared services of core.
create table if not exists dp_app (
    id varchar(64) primary key,
    client_id varchar(191) not null,
    owner_id varchar(64),
    defined_by varchar(16) not null,
    type varchar(16) not null,
    status varchar(16) not null,
    name varchar(200) not null,
    -- The name as it is compared: without case.
    name_key varchar(200) not null,
    description varchar(4000) not null,
    contact_email varchar(320) not null,
    website_url varchar(4000),
    logo_url varchar(4000),
    terms_url varchar(4000),
    privacy_url varchar(4000),
    -- JSON arrays of texts.
    redirect_uris varchar(100000) not null,
    ip_allow_list varchar(100000) not null,
    scopes varchar(20000) not null,
    distribution varchar(16) not null,
    expires_at timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null,
    version bigint not null,
    constraint dp_app_client_id unique (client_id)
);
create index if not exists dp_app_owner_id on dp_app (owner_id, created_at);

-- One row per developer who ever registered an app: its lock lets his registrations through one by one.
create table if not exists dp_app_owner (
    owner_id varchar(64) primary key
);

create table if not exists dp_grant (
    id varchar(64) primary key,
    kind varchar(16) not null,
    app_id varchar(64) not null,
    company_id varchar(191) not null,
    user_id varchar(191) not null,
    run_as varchar(191),
    scopes varchar(20000) not null,
    since timestamp(6) with time zone not null,
    ended timestamp(6) with time zone,
    -- Whom there may be one live grant for: the user, or a fixed text for the one installation of a company.
    holder varchar(191) not null,
    -- A fixed text while the grant lives, its id once it has ended. Never null: nulls do not collide in a unique key.
    live_key varchar(64) not null,
    constraint dp_grant_live unique (app_id, company_id, kind, holder, live_key)
);
create index if not exists dp_grant_company on dp_grant (company_id, live_key);
create index if not exists dp_grant_app on dp_grant (app_id, live_key);

create table if not exists dp_change (
    -- Given out under the lock of dp_change_counter, so that rows become visible in this order.
    id bigint primary key,
    kind varchar(16) not null,
    change_key varchar(191) not null,
    expires_at timestamp(6) with time zone not null
);

create table if not exists dp_change_counter (
    id integer primary key,
    last_id bigint not null
);
create index if not exists dp_change_expires on dp_change (expires_at);

create table if not exists dp_journal (
    id varchar(64) primary key,
    seq bigint generated always as identity,
    at timestamp(6) with time zone not null,
    actor_type varchar(32) not null,
    actor_id varchar(191) not null,
    action varchar(100) not null,
    target_type varchar(32) not null,
    target_id varchar(191) not null,
    ip varchar(64),
    request_id varchar(191),
    -- A JSON object of texts.
    metadata varchar(100000) not null
);
create index if not exists dp_journal_target on dp_journal (target_type, target_id, seq);

create table if not exists dp_lease (
    name varchar(191) primary key,
    held_by varchar(191) not null,
    held_until timestamp(6) with time zone not null
);

create table if not exists dp_throttle (
    throttle_key varchar(300) primary key,
    -- Microseconds since 1970 of the attempts that count, oldest first, separated by spaces.
    attempts varchar(1000000) not null,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_throttle_expires on dp_throttle (expires_at);

create table if not exists dp_replay (
    space varchar(32) not null,
    replay_key varchar(191) not null,
    expires_at timestamp(6) with time zone not null,
    primary key (space, replay_key)
);
create index if not exists dp_replay_expires on dp_replay (expires_at);
