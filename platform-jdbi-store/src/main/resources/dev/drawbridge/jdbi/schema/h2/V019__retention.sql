-- For the purge of grants that ended long ago.
create index if not exists dp_grant_ended on dp_grant (ended);

-- When an app was revoked, for the purge. An entry of the journal that is gone was as old.
alter table dp_app add column if not exists revoked_at timestamp(6) with time zone;
update dp_app set revoked_at = coalesce(
    (select max(at) from dp_journal where target_type = 'app' and target_id = dp_app.id and action = 'app.revoked'),
    created_at)
where status = 'REVOKED' and revoked_at is null;
create index if not exists dp_app_revoked on dp_app (revoked_at);
