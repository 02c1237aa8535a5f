-- Change it in lock-step with the file of the same name in the folder postgresql.

-- Nothing was ever written to the table of this name.
drop table lb_notification;

-- Either for one user (recipient), or for those whom the message was delivered to whose names come
-- after one and up to another; null is the end. Those for a visitor name nobody.
-- An entry waits until next_attempt_at; whoever claims it postpones that for as long as his lease.
create table lb_notification (
  id              bigint generated always as identity primary key,
  message_id      bigint not null references lb_message on delete cascade,
  label           varchar(20) not null,
  channel         varchar(50) not null,
  recipient       varchar(510),
  after_recipient varchar(510) not null,
  last_recipient  varchar(510),
  state           varchar(10) not null,
  attempts        integer not null,
  created_at      timestamp not null,
  waiting_since   timestamp not null,
  next_attempt_at timestamp not null,
  claim           varchar(36),
  last_error      varchar(1000)
);
create index lb_notification_due on lb_notification (state, channel, next_attempt_at);
create index lb_notification_message on lb_notification (message_id);

-- Whether its recipient was notified when it was accepted: not again when that is taken back.
alter table lb_message add column told boolean not null default false;
