-- Change it in lock-step with the file of the same name in the folder postgresql.

-- Answers to requests that may be sent again, for some hours. Nothing here can be read without the key.
create table lb_idempotency (
  owner       varchar(510) not null,
  key_hash    varchar(64) not null,
  fingerprint varchar(64) not null,
  created_at  timestamp not null,
  answer      clob,
  constraint lb_idempotency_pk primary key (owner, key_hash)
);
create index lb_idempotency_created_at on lb_idempotency (created_at);
