-- Developer accounts, their sessions, the links that prove an address, and mails that wait to be sent.
create table if not exists dp_developer (
    id varchar(64) primary key,
    -- Lower case.
    email varchar(254) not null,
    name varchar(200) not null,
    password_hash varchar(100) not null,
    verified_at timestamp(6) with time zone,
    suspended_at timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null,
    constraint dp_developer_email unique (email)
);

create table if not exists dp_session (
    id varchar(64) primary key,
    developer_id varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    seen_at timestamp(6) with time zone not null,
    -- When the password was given last.
    confirmed_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    ip varchar(64) not null,
    user_agent varchar(200) not null,
    -- How the developer proved who he is (RFC 8176).
    amr varchar(64) not null
);
create index if not exists dp_session_developer on dp_session (developer_id);
create index if not exists dp_session_expires on dp_session (expires_at);

create table if not exists dp_mail_link (
    -- SHA-256 of the token in the link.
    hash varchar(43) primary key,
    kind varchar(16) not null,
    developer_id varchar(64) not null,
    email varchar(254) not null,
    status varchar(16) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_mail_link_developer on dp_mail_link (developer_id, kind);
create index if not exists dp_mail_link_expires on dp_mail_link (expires_at);

create table if not exists dp_guess (
    -- A hash of whose password is guessed, or from where.
    guess_key varchar(64) primary key,
    failures integer not null,
    retry_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_guess_expires on dp_guess (expires_at);

create table if not exists dp_mail (
    id varchar(64) primary key,
    kind varchar(40) not null,
    to_address varchar(254) not null,
    subject varchar(200) not null,
    -- Sealed; empty once the mail was sent or given up.
    body varchar(200000) not null,
    status varchar(16) not null,
    attempts integer not null,
    due_at timestamp(6) with time zone not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_mail_due on dp_mail (status, due_at);
create index if not exists dp_mail_expires on dp_mail (expires_at);
