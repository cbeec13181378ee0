-- Accounts whose address was never confirmed are found by their age, to be forgotten after a while.
create index if not exists dp_developer_unverified on dp_developer (verified_at, created_at);
