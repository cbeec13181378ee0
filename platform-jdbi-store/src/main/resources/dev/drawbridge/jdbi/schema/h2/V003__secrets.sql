-- Client secrets, as hashes; at most two of an app are live, kept so under the lock of the app's row.
create table if not exists dp_secret (
    id varchar(64) primary key,
    app_id varchar(64) not null,
    -- SHA-256, base64url.
    hash varchar(43) not null,
    last4 varchar(4) not null,
    created_at timestamp(6) with time zone not null,
    last_used_at timestamp(6) with time zone,
    -- Null: without end. Of two live secrets the newer has none and the older has one.
    expires_at timestamp(6) with time zone
);
create index if not exists dp_secret_app on dp_secret (app_id);
create index if not exists dp_secret_expires on dp_secret (expires_at);
