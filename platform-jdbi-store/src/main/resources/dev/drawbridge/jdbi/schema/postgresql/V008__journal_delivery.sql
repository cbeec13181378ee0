-- The journal is the outbox of the host's listeners: when an entry is due for them; null if nobody waits for it.
alter table dp_journal add column if not exists due_at timestamp(6) with time zone;
-- How many times a node claimed it; a report of an earlier claim changes nothing.
alter table dp_journal add column if not exists attempts integer default 0 not null;
-- Entries that nobody waits for are not in it.
create index if not exists dp_journal_due on dp_journal (due_at) where due_at is not null;
-- For the purge.
create index if not exists dp_journal_at on dp_journal (at);
