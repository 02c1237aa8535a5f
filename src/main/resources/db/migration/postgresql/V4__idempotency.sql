-- Change it in lock-step with the file of the same name in the folder derby.

-- Answers to requests that may be sent again, for some hours. Nothing here can be read without the key.
create table lb_idempotency (
  owner       varchar(255) collate "C" not null,
  key_hash    varchar(64) collate "C" not null,
  fingerprint varchar(64) not null,
  created_at  timestamp(6) not null,
  answer      text,
  constraint lb_idempotency_pk primary key (owner, key_hash)
);
create index lb_idempotency_created_at on lb_idempotency (created_at);
