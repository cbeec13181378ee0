-- The thumbprint of the key that a public client must prove at every refresh (RFC 9449 §5); null for the others.
alter table dp_family add column if not exists bound_to varchar(43);
