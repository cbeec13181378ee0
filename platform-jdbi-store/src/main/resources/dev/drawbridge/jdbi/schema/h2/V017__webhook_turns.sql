-- Who shares a turn: the developer who owns the app, or the app itself.
alter table dp_wh_lane add column if not exists tenant varchar(64);
-- How many requests may be in flight to the endpoint; fewer while it is slow.
alter table dp_wh_lane add column if not exists quantum integer default 8 not null;
update dp_wh_lane set tenant = (
    select coalesce(a.owner_id, a.id) from dp_wh_endpoint e join dp_app a on a.id = e.app_id
    where e.id = dp_wh_lane.endpoint_id)
where tenant is null;
