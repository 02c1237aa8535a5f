-- Change it in lock-step with the file of the same name in the folder postgresql.

-- What users have chosen to be told of, or not, on which channel; without a row the setting holds.
create table lb_preference (
  owner   varchar(510) not null,
  label   varchar(20) not null,
  channel varchar(50) not null,
  wanted  boolean not null,
  constraint lb_preference_pk primary key (owner, label, channel)
);

-- Who has chosen to get e-mails together, and how often.
create table lb_digest_choice (
  owner  varchar(510) not null primary key,
  digest varchar(10) not null
);

-- Keys that no setting gives, made at random by the first node that needs one.
create table lb_secret (
  name   varchar(100) not null primary key,
  secret varchar(100) not null
);
