-- For the purge of grants that ended long ago.
create index if not exists dp_grant_ended on dp_grant (ended) where ended is not null;
