-- The key that the redemption of a code must prove (RFC 9449 §10); null if the app named none.
alter table dp_interaction add column if not exists dpop_jkt varchar(43);
alter table dp_code add column if not exists dpop_jkt varchar(43);
-- The resources that the app named (RFC 8707), separated by spaces; empty means the default one.
alter table dp_interaction add column if not exists resources varchar(8000) default '' not null;
alter table dp_code add column if not exists resources varchar(8000) default '' not null;
alter table dp_family add column if not exists resources varchar(8000) default '' not null;
-- What the user allowed for each resource: lines of its URI and the scopes, separated by spaces.
alter table dp_seen_app add column if not exists allowed varchar(500000) default '' not null;
