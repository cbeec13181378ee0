-- Authorization codes, refresh families and signing keys.
create table if not exists dp_code (
    -- SHA-256 of the code; the code itself is nowhere.
    hash varchar(43) primary key,
    app_id varchar(64) not null,
    grant_id varchar(64) not null,
    company_id varchar(191) not null,
    user_id varchar(191) not null,
    scopes varchar(20000) not null,
    redirect_uri varchar(4000) not null,
    redirect_uri_sent boolean not null,
    code_challenge varchar(128) not null,
    authenticated_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    wrong_verifiers integer not null,
    -- The family that its redemption began; null while it is unused.
    family_id varchar(26)
);
create index if not exists dp_code_expires on dp_code (expires_at);
create index if not exists dp_code_grant on dp_code (grant_id);

-- One row per family, none per token. No index has a column that a refresh changes.
create table if not exists dp_family (
    id varchar(26) primary key,
    app_id varchar(64) not null,
    grant_id varchar(64) not null,
    scopes varchar(20000) not null,
    salt varchar(64) not null,
    -- The vault key that makes the code of its tokens.
    key_id varchar(64) not null,
    authenticated_at timestamp(6) with time zone not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    generation bigint not null,
    rotated_at timestamp(6) with time zone not null,
    idle_until timestamp(6) with time zone not null,
    ended boolean not null
);
create index if not exists dp_family_grant on dp_family (grant_id);
create index if not exists dp_family_expires on dp_family (expires_at);

create table if not exists dp_signing_key (
    kid varchar(64) primary key,
    algorithm varchar(16) not null,
    generation bigint not null,
    -- The private key in the vault's envelope.
    sealed varchar(8000) not null,
    announced_at timestamp(6) with time zone not null,
    signs_from timestamp(6) with time zone not null,
    -- Null until it is retired.
    published_until timestamp(6) with time zone,
    -- Of nodes that start together on an empty database, one makes the first key.
    constraint dp_signing_key_generation unique (algorithm, generation)
);
