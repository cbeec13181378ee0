-- Authorization requests while users answer them, and the default companies of machine apps.
create table if not exists dp_interaction (
    id varchar(64) primary key,
    -- SHA-256 of the cookie of the browser that began it.
    browser_hash varchar(43) not null,
    app_id varchar(64) not null,
    redirect_uri varchar(2000) not null,
    redirect_uri_sent boolean not null,
    state varchar(4096),
    scopes varchar(20000) not null,
    code_challenge varchar(43) not null,
    user_id varchar(191),
    company_id varchar(191),
    expires_at timestamp(6) with time zone not null,
    consumed_at timestamp(6) with time zone
);
create index if not exists dp_interaction_expires on dp_interaction (expires_at);

create table if not exists dp_installation (
    app_id varchar(64) primary key,
    default_company varchar(191) not null
);
