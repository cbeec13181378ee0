-- Which mails go first: lower is sent first. Resets by newest, other mails about accounts by oldest, then notices by oldest.
alter table dp_mail add column if not exists urgency varchar(16) default 'ACCOUNT' not null;
alter table dp_mail add column if not exists send_order bigint default 0 not null;
-- What a mail belongs to: the app of a notice, the hash of the link in a mail about an account.
alter table dp_mail add column if not exists topic varchar(64) default '' not null;
-- Whether somebody else than the recipient could have caused it without being logged in.
alter table dp_mail add column if not exists unasked boolean default false not null;
create index if not exists dp_mail_order on dp_mail (status, send_order);
create index if not exists dp_mail_recipient on dp_mail (to_address);

-- A hash of who asked for a link: a new link ends older ones of the same source alone.
alter table dp_mail_link add column if not exists source varchar(43) default '' not null;

-- What visitors asked to be mailed, known addresses and unknown ones alike; gone as soon as a job has looked at it.
create table if not exists dp_mail_request (
    id varchar(64) primary key,
    kind varchar(16) not null,
    email varchar(254) not null,
    source varchar(43) not null,
    -- What the browser showed of an earlier login, sealed; empty for nothing.
    device varchar(1000) not null,
    created_at timestamp(6) with time zone not null
);
