-- How an app proves who it is: names of ways, separated by spaces. Until now a secret, sent either way, or nothing.
alter table dp_app add column if not exists auth_methods varchar(200)
    default 'CLIENT_SECRET_BASIC CLIENT_SECRET_POST' not null;
update dp_app set auth_methods = 'NONE' where type = 'PUBLIC';
-- Its public keys (JWK set), or where it publishes them.
alter table dp_app add column if not exists jwks varchar(20000);
alter table dp_app add column if not exists jwks_uri varchar(4000);
alter table dp_app add column if not exists assertion_alg varchar(16);
-- Whether its tokens must be bound to a key (RFC 9449), and its authorization requests pushed (RFC 9126).
alter table dp_app add column if not exists dpop_bound boolean default false not null;
alter table dp_app add column if not exists pushed_only boolean default false not null;
