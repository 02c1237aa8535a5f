-- Change it in lock-step with the file of the same name in the folder derby.

-- Who is logged in by a cookie. The id is the digest of what the cookie holds.
create table lb_session (
  id         varchar(64) not null primary key,
  account    varchar(255) collate "C" not null references lb_account,
  created_at timestamp(6) not null,
  expires_at timestamp(6) not null
);
create index lb_session_account on lb_session (account);
create index lb_session_expiry on lb_session (expires_at);
