-- Change it in lock-step with the file of the same name in the folder postgresql.

-- The one user whom it was written to; nobody for a broadcast, a notice, and a message to a visitor.
alter table lb_message add column recipient varchar(510);
alter table lb_message add column notification boolean not null default true;
update lb_message set recipient =
  (select d.recipient from lb_delivery d where d.message_id = lb_message.id)
  where kind = 'MESSAGE';
-- Derby makes the index on the parent by itself, for the foreign key.
create index lb_message_recipient on lb_message (recipient, id);
create index lb_message_written on lb_message (sender, thread_id, id);
create index lb_message_sent on lb_message (sender, id desc);
create index lb_message_moderation on lb_message (moderation_status, id);

-- A root message is alone until a reply in its conversation is delivered to the same user, too.
alter table lb_delivery add column thread_id bigint not null default 0;
alter table lb_delivery add column alone boolean not null default true;
update lb_delivery set thread_id = message_id;
-- Whoever does not know of it shall fail, not write conversations that are none.
alter table lb_delivery alter column thread_id drop default;
create index lb_delivery_conversation on lb_delivery (recipient, thread_id, message_id);
create index lb_delivery_alone on lb_delivery (recipient, alone, message_id desc);

-- What of a conversation lies in the inbox of a user to whom a reply in it was delivered.
create table lb_conversation (
  owner     varchar(510) not null,
  thread_id bigint not null,
  messages  integer not null,
  newest_id bigint,
  constraint lb_conversation_pk primary key (owner, thread_id)
);
create index lb_conversation_newest on lb_conversation (owner, newest_id desc);

-- How many conversations the inbox holds.
alter table lb_mailbox add column conversations bigint not null default 0;
update lb_mailbox set conversations = total;

-- What auto-moderators thought of a message, in the order in which they were asked.
create table lb_rating (
  message_id bigint not null references lb_message (id),
  position   integer not null,
  moderator  varchar(510) not null,
  rating     double precision,
  reason     varchar(2000),
  constraint lb_rating_pk primary key (message_id, position)
);

-- Who does not want to be written to by whom.
create table lb_block (
  owner      varchar(510) not null,
  blocked    varchar(510) not null,
  created_at timestamp not null,
  constraint lb_block_pk primary key (owner, blocked)
);
create index lb_block_blocked on lb_block (blocked, owner);
