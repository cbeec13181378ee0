-- Accounts whose address was never confirmed are found by their age, to be forgotten after a while.
create index if not exists dp_developer_unverified on dp_developer (created_at) where verified_at is null;
