-- Change it in lock-step with the file of the same name in the folder postgresql.

-- Who is logged in by a cookie. The id is the digest of what the cookie holds.
create table lb_session (
  id         varchar(64) not null primary key,
  account    varchar(510) not null references lb_account (name),
  created_at timestamp not null,
  expires_at timestamp not null
);
-- Derby makes the index on the account by itself, for the foreign key.
create index lb_session_expiry on lb_session (expires_at);
