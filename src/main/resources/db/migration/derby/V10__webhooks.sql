-- Change it in lock-step with the file of the same name in the folder postgresql.

-- Where applications elsewhere want to be told of events, separated by commas.
-- The secret is as it was shown once: it is needed for each signature.
create table lb_webhook (
  id          bigint generated always as identity primary key,
  url         varchar(2000) not null,
  events      varchar(100) not null,
  description varchar(200) not null,
  secret      varchar(200) not null,
  active      boolean not null,
  created_at  timestamp not null
);

-- An entry for a webhook (its channel is webhook-<id>) has an event and what only that knows, but no
-- label; and no message when it is about several. Nothing ties it to the webhook: whoever writes a
-- message must neither wait for nor fail with somebody who takes a webhook away.
alter table lb_notification add column event varchar(20);
alter table lb_notification add column details varchar(20000);
alter table lb_notification alter column message_id null;
alter table lb_notification alter column label null;
