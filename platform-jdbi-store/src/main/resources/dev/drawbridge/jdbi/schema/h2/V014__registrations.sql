-- Whether a code gives an app a refresh token, too. Until now it always did.
alter table dp_app add column if not exists refresh_tokens boolean default true not null;

-- Clients that registered themselves (RFC 7591), and who may manage the registration (RFC 7592).
create table if not exists dp_registration (
    app_id varchar(64) primary key,
    -- SHA-256 of the registration access token.
    token_hash varchar(43) not null,
    -- What the client said about itself that means nothing to us.
    application_type varchar(16),
    software_id varchar(255),
    software_version varchar(255),
    -- When the registration ends unless somebody connected the client; null if it does not, or somebody did.
    unused_until timestamp(6) with time zone
);
create index if not exists dp_registration_unused on dp_registration (unused_until);

-- What the host gave out to let clients register.
create table if not exists dp_initial_token (
    id varchar(64) primary key,
    token_hash varchar(43) not null,
    label varchar(200) not null,
    uses_left integer not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    constraint dp_initial_token_hash unique (token_hash)
);
create index if not exists dp_initial_token_expires on dp_initial_token (expires_at);

-- Clients described by a document at their client id, and when it should be read again in the background.
create table if not exists dp_client_document (
    app_id varchar(64) primary key,
    read_again_at timestamp(6) with time zone not null
);
create index if not exists dp_client_document_due on dp_client_document (read_again_at);
