-- All tables of the platform, by room. A line that ends with "-- h2 only" or "-- postgresql only" is for that database
-- alone. Every statement can be repeated, because H2 commits each one. From the first release on this file does not
-- change any more: a change of the tables is a new file.

-- Room: apps.

-- One row per app, whoever defined it: a developer, the host's configuration, a registration or a client's document.
create table if not exists dp_app (
    id varchar(64) primary key,
    client_id varchar(191) not null,
    -- Null if no developer owns it.
    owner_id varchar(64),
    defined_by varchar(16) not null,
    type varchar(16) not null,
    status varchar(16) not null,
    name varchar(200) not null,
    -- The name as it is compared: without case.
    name_key varchar(200) not null,
    description varchar(4000) not null,
    contact_email varchar(320) not null,
    website_url varchar(4000),
    logo_url varchar(4000),
    terms_url varchar(4000),
    privacy_url varchar(4000),
    -- JSON arrays of texts.
    redirect_uris varchar(100000) not null,
    ip_allow_list varchar(100000) not null,
    scopes varchar(20000) not null,
    distribution varchar(16) not null,
    -- A JSON array of ids: who may use the app while it is tested.
    test_companies varchar(20000) not null,
    expires_at timestamp(6) with time zone,
    -- Whether a code gives the app a refresh token, too.
    refresh_tokens boolean not null,
    -- How the app authenticates: names of methods, separated by spaces.
    auth_methods varchar(200) not null,
    -- Its public keys (JWK set), or where it publishes them.
    jwks varchar(20000),
    jwks_uri varchar(4000),
    assertion_alg varchar(16),
    -- Whether its tokens must be bound to a key (RFC 9449), and its authorization requests pushed (RFC 9126).
    dpop_bound boolean not null,
    pushed_only boolean not null,
    -- What the host's operators found out about it.
    review varchar(16) not null,
    -- Names its picture in dp_app_logo, or null.
    logo varchar(64),
    created_at timestamp(6) with time zone not null,
    version bigint not null,
    -- For the purge.
    revoked_at timestamp(6) with time zone,
    constraint dp_app_client_id unique (client_id)
);
create index if not exists dp_app_owner_id on dp_app (owner_id, created_at);
create index if not exists dp_app_expires on dp_app (expires_at); -- h2 only
create index if not exists dp_app_expires on dp_app (expires_at) where expires_at is not null; -- postgresql only
create index if not exists dp_app_revoked on dp_app (revoked_at); -- h2 only
create index if not exists dp_app_revoked on dp_app (revoked_at) where revoked_at is not null; -- postgresql only

-- One row per developer who ever registered an app: its lock serialises their registrations, so that the limit of apps and
-- the unique name hold.
create table if not exists dp_app_owner (
    owner_id varchar(64) primary key
);

-- What a developer asked the host's operators to look at, and what those said: one row per app that was ever submitted.
create table if not exists dp_app_review (
    app_id varchar(64) primary key,
    -- Whether a decision is to be made.
    waiting boolean not null,
    -- What the developer wrote, and what the operator wrote.
    note varchar(4000) not null,
    comment varchar(4000) not null,
    submitted_at timestamp(6) with time zone,
    decided_at timestamp(6) with time zone,
    -- Of an approved app, what it shall become: a JSON array of redirect URIs, and scopes. Null: stays as it is.
    pending_redirect_uris varchar(100000),
    pending_scopes varchar(20000)
);
create index if not exists dp_app_review_waiting on dp_app_review (waiting, submitted_at); -- h2 only
create index if not exists dp_app_review_waiting on dp_app_review (submitted_at) where waiting; -- postgresql only

-- Pictures of apps, as they are served: decoded, checked and written anew.
create table if not exists dp_app_logo (
    app_id varchar(64) primary key,
    -- SHA-256 of type and content, in the path of the picture.
    hash varchar(64) not null,
    media_type varchar(64) not null,
    content varbinary(1048576) not null, -- h2 only
    content bytea not null, -- postgresql only
    -- Where it was fetched; null if the developer uploaded it.
    source varchar(4000)
);
create index if not exists dp_app_logo_hash on dp_app_logo (hash);

-- Pictures that are to be fetched.
create table if not exists dp_logo_fetch (
    app_id varchar(64) primary key,
    url varchar(4000) not null,
    -- How often it was tried in vain.
    attempts integer not null,
    due_at timestamp(6) with time zone not null
);
create index if not exists dp_logo_fetch_due on dp_logo_fetch (due_at);

-- Client secrets, as hashes; at most two per app are live, which the lock of the app's row ensures.
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

-- Clients that registered themselves (RFC 7591), and the token that manages the registration (RFC 7592).
create table if not exists dp_registration (
    app_id varchar(64) primary key,
    -- SHA-256 of the registration access token.
    token_hash varchar(43) not null,
    -- Metadata that the client gave and that has no effect here.
    application_type varchar(16),
    software_id varchar(255),
    software_version varchar(255),
    -- When the registration ends unless a user connects the client; null if it does not, or a user did.
    unused_until timestamp(6) with time zone
);
create index if not exists dp_registration_unused on dp_registration (unused_until);

-- Initial access tokens (RFC 7591 §3): the host issues them to let clients register.
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

-- Clients described by a document at their client id, and when to read it again in the background.
create table if not exists dp_client_document (
    app_id varchar(64) primary key,
    read_again_at timestamp(6) with time zone not null
);
create index if not exists dp_client_document_due on dp_client_document (read_again_at);

-- Room: accounts.

-- Developers who can log in to the portal.
create table if not exists dp_developer (
    id varchar(64) primary key,
    -- Lower case.
    email varchar(254) not null,
    name varchar(200) not null,
    password_hash varchar(100) not null,
    verified_at timestamp(6) with time zone,
    suspended_at timestamp(6) with time zone,
    -- What the operator said, and the apps that were suspended with the developer: a JSON array of texts.
    suspended_reason varchar(2000),
    frozen_apps varchar(100000),
    created_at timestamp(6) with time zone not null,
    -- A language tag (BCP 47); empty for the platform's default.
    locale varchar(35) not null,
    theme varchar(16) not null,
    -- When the developer asked to delete the account; it goes 14 days later.
    deletion_requested_at timestamp(6) with time zone,
    constraint dp_developer_email unique (email)
);
create index if not exists dp_developer_deletion on dp_developer (deletion_requested_at); -- h2 only
create index if not exists dp_developer_deletion on dp_developer (deletion_requested_at) where deletion_requested_at is not null; -- postgresql only
-- For the purge of accounts whose address was never confirmed.
create index if not exists dp_developer_unverified on dp_developer (verified_at, created_at); -- h2 only
create index if not exists dp_developer_unverified on dp_developer (created_at) where verified_at is null; -- postgresql only

-- Logins of developers; a row ends with the logout, so that a stolen cookie can be made worthless.
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
    -- How the developer authenticated (RFC 8176).
    amr varchar(64) not null
);
create index if not exists dp_session_developer on dp_session (developer_id);
create index if not exists dp_session_expires on dp_session (expires_at);

-- Links in mails, each of which proves an address once.
create table if not exists dp_mail_link (
    -- SHA-256 of the token in the link.
    hash varchar(43) primary key,
    kind varchar(16) not null,
    developer_id varchar(64) not null,
    email varchar(254) not null,
    -- A hash of the source of the request: a new link ends older ones of the same source only.
    source varchar(43) not null,
    status varchar(16) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_mail_link_developer on dp_mail_link (developer_id, kind);
create index if not exists dp_mail_link_expires on dp_mail_link (expires_at);

-- Failed logins, per account and per address, which slow down further guesses.
create table if not exists dp_guess (
    -- A hash of the account or the address.
    guess_key varchar(64) primary key,
    failures integer not null,
    retry_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_guess_expires on dp_guess (expires_at);

-- Mails that visitors requested, for known and unknown addresses alike, so that the response takes the same time for both;
-- a job handles and deletes them.
create table if not exists dp_mail_request (
    id varchar(64) primary key,
    kind varchar(16) not null,
    email varchar(254) not null,
    source varchar(43) not null,
    -- The browser's proof of an earlier login, sealed; empty without one.
    device varchar(1000) not null,
    created_at timestamp(6) with time zone not null
);

-- Room: grants.

-- What users and companies allowed apps to do.
create table if not exists dp_grant (
    id varchar(64) primary key,
    kind varchar(16) not null,
    app_id varchar(64) not null,
    company_id varchar(191) not null,
    user_id varchar(191) not null,
    run_as varchar(191),
    scopes varchar(20000) not null,
    since timestamp(6) with time zone not null,
    ended timestamp(6) with time zone,
    -- Who can have one live grant: the user, or a fixed text for the one installation of a company.
    holder varchar(191) not null,
    -- A fixed text while the grant lives, its id once it has ended. Never null: nulls do not collide in a unique key.
    live_key varchar(64) not null,
    constraint dp_grant_live unique (app_id, company_id, kind, holder, live_key)
);
create index if not exists dp_grant_company on dp_grant (company_id, live_key);
create index if not exists dp_grant_app on dp_grant (app_id, live_key);
-- For the purge.
create index if not exists dp_grant_ended on dp_grant (ended); -- h2 only
create index if not exists dp_grant_ended on dp_grant (ended) where ended is not null; -- postgresql only

-- What the user saw of the app when they consented; the page can be skipped only while that is still true.
create table if not exists dp_seen_app (
    grant_id varchar(64) primary key,
    name varchar(200) not null,
    logo_url varchar(4000),
    -- Hosts and private schemes, separated by spaces.
    destinations varchar(100000) not null,
    scopes varchar(20000) not null,
    -- What the user allowed for each resource: lines of its URI and the scopes, separated by spaces.
    allowed varchar(500000) not null
);

-- The company that a machine app acts for if its request names none: the first one that installed it.
create table if not exists dp_installation (
    app_id varchar(64) primary key,
    default_company varchar(191) not null
);

-- Room: authorization server.

-- Authorization requests while the user logs in and decides.
create table if not exists dp_interaction (
    id varchar(64) primary key,
    -- SHA-256 of the cookie of the browser that began it.
    browser_hash varchar(43) not null,
    app_id varchar(64) not null,
    redirect_uri varchar(2000) not null,
    redirect_uri_sent boolean not null,
    state varchar(4096),
    scopes varchar(20000) not null,
    -- The resources that the app named (RFC 8707), separated by spaces; empty means the default one.
    resources varchar(8000) not null,
    code_challenge varchar(43) not null,
    -- The key that the redemption of the code must prove (RFC 9449 §10); null if the app named none.
    dpop_jkt varchar(43),
    -- Whether the request wants the page in any case.
    page_required boolean not null,
    -- Null for requests that were not pushed.
    pushed_hash varchar(43),
    user_id varchar(191),
    company_id varchar(191),
    expires_at timestamp(6) with time zone not null,
    consumed_at timestamp(6) with time zone
);
create index if not exists dp_interaction_expires on dp_interaction (expires_at);

-- Authorization requests that apps pushed (RFC 9126), so that the browser carries only a reference.
create table if not exists dp_pushed_request (
    -- SHA-256 of the request_uri, which itself is not stored.
    hash varchar(43) primary key,
    app_id varchar(64) not null,
    -- Form-encoded, without the client's credentials.
    parameters varchar(32000) not null,
    expires_at timestamp(6) with time zone not null,
    -- Null until a user has decided.
    used_at timestamp(6) with time zone
);
create index if not exists dp_pushed_request_expires on dp_pushed_request (expires_at);

-- Authorization codes. A redeemed one stays until it expires, so that its second use ends the tokens of the first.
create table if not exists dp_code (
    -- SHA-256 of the code, which itself is not stored.
    hash varchar(43) primary key,
    app_id varchar(64) not null,
    grant_id varchar(64) not null,
    company_id varchar(191) not null,
    user_id varchar(191) not null,
    scopes varchar(20000) not null,
    resources varchar(8000) not null,
    redirect_uri varchar(4000) not null,
    redirect_uri_sent boolean not null,
    code_challenge varchar(128) not null,
    dpop_jkt varchar(43),
    authenticated_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    wrong_verifiers integer not null,
    -- The family that its redemption began; null while it is unused.
    family_id varchar(26)
);
create index if not exists dp_code_expires on dp_code (expires_at);
create index if not exists dp_code_grant on dp_code (grant_id);

-- Families of refresh tokens: one row per family, none per token. No index has a column that a refresh changes, and on
-- PostgreSQL pages keep room for the new version of a row, so that a refresh writes no index.
create table if not exists dp_family (
    id varchar(26) primary key,
    app_id varchar(64) not null,
    grant_id varchar(64) not null,
    scopes varchar(20000) not null,
    resources varchar(8000) not null,
    -- The thumbprint of the key that a public client must prove at every refresh (RFC 9449 §5); null for the others.
    bound_to varchar(43),
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
); -- h2 only
) with (fillfactor = 80); -- postgresql only
create index if not exists dp_family_grant on dp_family (grant_id);
create index if not exists dp_family_expires on dp_family (expires_at);

-- The keys that sign access tokens, shared by all nodes.
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

-- Room: limits and usage.

-- Permits taken in a window, counted by all nodes together.
create table if not exists dp_counter (
    counter_key varchar(300) not null,
    window_start timestamp(6) with time zone not null,
    used bigint not null,
    -- What the last statement granted, and what it judged by: its rows return the one, and carry the other to the conflict.
    granted bigint not null, -- postgresql only
    most bigint not null, -- postgresql only
    cost integer not null, -- postgresql only
    expires_at timestamp(6) with time zone not null,
    primary key (counter_key, window_start)
); -- h2 only
) with (fillfactor = 50); -- postgresql only
create index if not exists dp_counter_expires on dp_counter (expires_at);

-- Limits of single companies, and of single apps of a company, in place of the tier's.
create table if not exists dp_limit_override (
    company_id varchar(191) not null,
    -- Empty for all apps of the company.
    app_id varchar(64) not null,
    limit_name varchar(64) not null,
    quota bigint not null,
    reason varchar(500) not null,
    -- From when on the tier's limit holds again; null for never.
    expires_at timestamp(6) with time zone,
    primary key (company_id, limit_name, app_id)
);
create index if not exists dp_limit_override_expires on dp_limit_override (expires_at);

-- Quotas that are nearly or wholly used up; the row that is there first is told, once for each window.
create table if not exists dp_limit_event (
    company_id varchar(191) not null,
    -- Empty if all apps of the company share the quota.
    app_id varchar(64) not null,
    limit_name varchar(64) not null,
    kind varchar(16) not null,
    window_start timestamp(6) with time zone not null,
    window_end timestamp(6) with time zone not null,
    at timestamp(6) with time zone not null,
    used bigint not null,
    quota bigint not null,
    expires_at timestamp(6) with time zone not null,
    primary key (company_id, limit_name, app_id, kind, window_start)
);
create index if not exists dp_limit_event_expires on dp_limit_event (expires_at);

-- Calls of an app for a company to a route. A period is a minute, hour or day, counted from 1970 UTC.
create table if not exists dp_usage_minute (
    app_id varchar(64) not null,
    period bigint not null,
    company_id varchar(191) not null,
    route varchar(100) not null,
    ok bigint not null,
    client_error bigint not null,
    denied bigint not null,
    rate_limited bigint not null,
    server_error bigint not null,
    permits bigint not null,
    primary key (app_id, period, company_id, route)
);
create index if not exists dp_usage_minute_period on dp_usage_minute (period);

create table if not exists dp_usage_hour (
    app_id varchar(64) not null,
    period bigint not null,
    company_id varchar(191) not null,
    route varchar(100) not null,
    ok bigint not null,
    client_error bigint not null,
    denied bigint not null,
    rate_limited bigint not null,
    server_error bigint not null,
    permits bigint not null,
    primary key (app_id, period, company_id, route)
);
create index if not exists dp_usage_hour_period on dp_usage_hour (period);

create table if not exists dp_usage_day (
    app_id varchar(64) not null,
    period bigint not null,
    company_id varchar(191) not null,
    route varchar(100) not null,
    ok bigint not null,
    client_error bigint not null,
    denied bigint not null,
    rate_limited bigint not null,
    server_error bigint not null,
    permits bigint not null,
    primary key (app_id, period, company_id, route)
);
create index if not exists dp_usage_day_period on dp_usage_day (period);

-- Calls of an app per day: the sums of dp_usage_day. Company and route are empty.
create table if not exists dp_usage_app_day (
    app_id varchar(64) not null,
    period bigint not null,
    company_id varchar(191) not null,
    route varchar(100) not null,
    ok bigint not null,
    client_error bigint not null,
    denied bigint not null,
    rate_limited bigint not null,
    server_error bigint not null,
    permits bigint not null,
    primary key (app_id, period, company_id, route)
);
create index if not exists dp_usage_app_day_period on dp_usage_app_day (period);

-- One row: the first hour and the first day that are not folded yet. Earlier ones are in dp_usage_hour and dp_usage_day.
create table if not exists dp_usage_folded (
    id integer primary key,
    hours bigint not null,
    days bigint not null
);

-- The last addition of each node to the usage tables, so that a retry is added once.
create table if not exists dp_usage_ledger (
    node varchar(64) primary key,
    last_sequence bigint not null,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_usage_ledger_expires on dp_usage_ledger (expires_at);

-- What the host bills, recorded in its own transactions.
create table if not exists dp_billable (
    company_id varchar(191) not null,
    use_key varchar(191) not null,
    app_id varchar(64) not null,
    route varchar(100) not null,
    quantity bigint not null,
    used_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    primary key (company_id, use_key)
);
create index if not exists dp_billable_used on dp_billable (company_id, used_at);
create index if not exists dp_billable_expires on dp_billable (expires_at);

-- Room: webhooks.

-- Where apps receive events.
create table if not exists dp_wh_endpoint (
    id varchar(64) primary key,
    app_id varchar(64) not null,
    url varchar(2000) not null,
    description varchar(800) not null,
    -- A JSON array of names.
    events varchar(20000) not null,
    status varchar(16) not null,
    created_at timestamp(6) with time zone not null,
    version bigint not null
);
create index if not exists dp_wh_endpoint_app on dp_wh_endpoint (app_id, created_at);

-- The secrets that sign deliveries; after a rotation the old one signs, too, for a while.
create table if not exists dp_wh_secret (
    id varchar(64) primary key,
    endpoint_id varchar(64) not null,
    -- An envelope of the vault.
    sealed varchar(1000) not null,
    created_at timestamp(6) with time zone not null,
    -- Null for the current one.
    expires_at timestamp(6) with time zone
);
create index if not exists dp_wh_secret_endpoint on dp_wh_secret (endpoint_id);
create index if not exists dp_wh_secret_expires on dp_wh_secret (expires_at);

-- One row per endpoint: what the nodes schedule. Its lock orders fan-out, completion and changes of the endpoint.
create table if not exists dp_wh_lane (
    endpoint_id varchar(64) primary key,
    -- Who shares a turn: the developer who owns the app, or the app itself.
    tenant varchar(64),
    next_due_at timestamp(6) with time zone,
    last_served_at timestamp(6) with time zone not null,
    lease_owner varchar(64),
    lease_epoch bigint not null,
    lease_until timestamp(6) with time zone,
    failures integer not null,
    failing_since timestamp(6) with time zone,
    not_before timestamp(6) with time zone,
    -- How many requests may be in flight to the endpoint; fewer while it is slow.
    quantum integer default 8 not null
);
create index if not exists dp_wh_lane_due on dp_wh_lane (next_due_at);

-- The last position that an event got; its lock lets one fan-out run at a time.
create table if not exists dp_wh_position (
    name varchar(16) primary key,
    last_position bigint not null
);

-- Events that the host published.
create table if not exists dp_wh_event (
    id varchar(64) primary key,
    type varchar(191) not null,
    -- The audience: apps with a grant of the company that covers the scope, or (for a test) one endpoint.
    company_id varchar(191),
    scope varchar(191),
    endpoint_id varchar(64),
    occurred_at timestamp(6) with time zone not null,
    body varchar(300000) not null, -- h2 only
    body text not null, -- postgresql only
    -- Dense, in the order of fan-out; null until then.
    pos bigint,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_wh_event_waiting on dp_wh_event (pos, id); -- h2 only
create index if not exists dp_wh_event_waiting on dp_wh_event (id) where pos is null; -- postgresql only
create index if not exists dp_wh_event_expires on dp_wh_event (expires_at);

-- One event on its way to one endpoint.
create table if not exists dp_wh_delivery (
    id varchar(64) primary key,
    event_id varchar(64) not null,
    endpoint_id varchar(64) not null,
    status varchar(16) not null,
    -- When the dispatcher looks at it again; null once it is done.
    due_at timestamp(6) with time zone,
    -- What the schedule planned; differs from due_at while an attempt by hand is due.
    retry_at timestamp(6) with time zone,
    attempts integer not null,
    tries integer not null,
    manual boolean not null,
    created_at timestamp(6) with time zone not null,
    constraint dp_wh_delivery_once unique (event_id, endpoint_id)
);
create index if not exists dp_wh_delivery_due on dp_wh_delivery (endpoint_id, due_at, id); -- h2 only
create index if not exists dp_wh_delivery_due on dp_wh_delivery (endpoint_id, due_at, id) -- postgresql only
    where due_at is not null; -- postgresql only
create index if not exists dp_wh_delivery_listed on dp_wh_delivery (endpoint_id, created_at, id);

-- Each request of a delivery and its result, for the developer's delivery log.
create table if not exists dp_wh_attempt (
    delivery_id varchar(64) not null,
    attempt_no integer not null,
    at timestamp(6) with time zone not null,
    -- 0 without a response.
    response_status integer not null,
    duration_ms bigint not null,
    error varchar(200),
    snippet varchar(8192) not null,
    manual boolean not null,
    primary key (delivery_id, attempt_no)
);

-- Room: mail.

-- Mails that wait to be sent.
create table if not exists dp_mail (
    id varchar(64) primary key,
    kind varchar(40) not null,
    -- Which mails go first: resets by newest, then other mails about accounts by oldest, then notices by oldest.
    urgency varchar(16) not null,
    -- The lowest is sent first.
    send_order bigint not null,
    -- What the mail belongs to: the app of a notice, the hash of the link in a mail about an account.
    topic varchar(64) not null,
    -- Whether somebody other than the recipient could have caused it without being logged in.
    unsolicited boolean not null,
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
create index if not exists dp_mail_order on dp_mail (status, send_order);
create index if not exists dp_mail_recipient on dp_mail (to_address);
create index if not exists dp_mail_expires on dp_mail (expires_at);

-- Room: shared services of core.

-- Who did what, when; at the same time the outbox of the host's listeners.
create table if not exists dp_journal (
    id varchar(64) primary key,
    seq bigint generated always as identity,
    at timestamp(6) with time zone not null,
    actor_type varchar(32) not null,
    actor_id varchar(191) not null,
    action varchar(100) not null,
    target_type varchar(32) not null,
    target_id varchar(191) not null,
    -- The app and the developer in whose lists the entry is, or empty.
    app_id varchar(191) not null,
    account_id varchar(191) not null,
    ip varchar(64),
    request_id varchar(191),
    -- A JSON object of texts.
    metadata varchar(100000) not null,
    -- When the entry is due for the listeners; null if none waits for it.
    due_at timestamp(6) with time zone,
    -- How many times a node claimed it; a report of an earlier claim changes nothing.
    attempts integer not null
);
create index if not exists dp_journal_target on dp_journal (target_type, target_id, seq);
create index if not exists dp_journal_app on dp_journal (app_id, seq);
create index if not exists dp_journal_account on dp_journal (account_id, seq);
create index if not exists dp_journal_actor on dp_journal (actor_id, seq);
-- For the list of all entries.
create index if not exists dp_journal_seq on dp_journal (seq);
create index if not exists dp_journal_due on dp_journal (due_at); -- h2 only
create index if not exists dp_journal_due on dp_journal (due_at) where due_at is not null; -- postgresql only
-- For the purge.
create index if not exists dp_journal_at on dp_journal (at);

-- The change feed, by which nodes forget what they cached. On H2 ids are given out under the lock of dp_change_counter, so
-- that rows become visible in this order. On PostgreSQL readers tell by the writing transaction which rows they could not
-- see before, and never compare ids.
create table if not exists dp_change (
    id bigint primary key, -- h2 only
    id bigint generated always as identity primary key, -- postgresql only
    xid xid8 not null default pg_current_xact_id(), -- postgresql only
    kind varchar(16) not null,
    change_key varchar(191) not null,
    expires_at timestamp(6) with time zone not null
);
create table if not exists dp_change_counter (id integer primary key, last_id bigint not null); -- h2 only
create index if not exists dp_change_xid on dp_change (xid); -- postgresql only
create index if not exists dp_change_expires on dp_change (expires_at);

-- Jobs that one node at a time runs.
create table if not exists dp_lease (
    name varchar(191) primary key,
    held_by varchar(191) not null,
    held_until timestamp(6) with time zone not null
);

-- Attempts that count against a limit, shared by all nodes.
create table if not exists dp_throttle (
    throttle_key varchar(300) primary key,
    -- Microseconds since 1970 of the attempts that count, oldest first, separated by spaces.
    attempts varchar(1000000) not null,
    expires_at timestamp(6) with time zone not null
);
create index if not exists dp_throttle_expires on dp_throttle (expires_at);

-- What may be used once: form tokens, assertions, proofs.
create table if not exists dp_replay (
    space varchar(32) not null,
    replay_key varchar(191) not null,
    expires_at timestamp(6) with time zone not null,
    primary key (space, replay_key)
);
create index if not exists dp_replay_expires on dp_replay (expires_at);
