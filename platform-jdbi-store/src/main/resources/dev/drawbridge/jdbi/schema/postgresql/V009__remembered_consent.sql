-- What users saw of apps when they consented, and requests that want the page in any case.
create table if not exists dp_seen_app (
    grant_id varchar(64) primary key,
    name varchar(200) not null,
    logo_url varchar(4000),
    -- Hosts and private schemes, separated by spaces.
    destinations varchar(100000) not null,
    scopes varchar(20000) not null
);

alter table dp_interaction add column if not exists page_required boolean default false not null;
