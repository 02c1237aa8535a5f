-- Change it in lock-step with the file of the same name in the folder derby.

-- The one user whom it was written to; nobody for a broadcast, a notice, and a message to a visitor.
alter table lb_message add column recipient varchar(255) collate "C";
alter table lb_message add column notification boolean not null default true;
update lb_message m set recipient =
  (select d.recipient from lb_delivery d where d.message_id = m.id)
  where m.kind = 'MESSAGE';
create index lb_message_parent on lb_message (parent_id) where parent_id is not null;
create index lb_message_recipient on lb_message (recipient, id) where recipient is not null;
create index lb_message_written on lb_message (sender, thread_id, id);
create index lb_message_sent on lb_message (sender, id)
  where not sender_archived and sender_deleted_at is null;
create index lb_message_archives on lb_message (sender, id)
  where sender_archived and sender_deleted_at is null;
create index lb_message_trash on lb_message (sender, id) where sender_deleted_at is not null;
create index lb_message_moderation on lb_message (moderation_status, id)
  where moderation_status <> 'ACCEPTED';

-- A root message is alone until a reply in its conversation is delivered to the same user, too.
alter table lb_delivery add column thread_id bigint not null default 0;
alter table lb_delivery add column alone boolean not null default true;
update lb_delivery set thread_id = message_id;
-- Whoever does not know of it shall fail, not write conversations that are none.
alter table lb_delivery alter column thread_id drop default;
create index lb_delivery_conversation on lb_delivery (recipient, thread_id, message_id)
  where not alone;
-- The inbox by itself: an index that is not looked up in the table is preferred to that on
-- (message_id, recipient), which would be read through all that others were sent since. Derby has it.
create index lb_delivery_inbox on lb_delivery (recipient, message_id)
  where not archived and deleted_at is null;
create index lb_delivery_alone on lb_delivery (recipient, message_id)
  where alone and not archived and deleted_at is null;
create index lb_delivery_archives on lb_delivery (recipient, message_id)
  where archived and deleted_at is null;
create index lb_delivery_trash on lb_delivery (recipient, message_id) where deleted_at is not null;

-- What of a conversation lies in the inbox of a user to whom a reply in it was delivered.
create table lb_conversation (
  owner     varchar(255) collate "C" not null,
  thread_id bigint not null,
  messages  integer not null,
  newest_id bigint,
  constraint lb_conversation_pk primary key (owner, thread_id)
);
create index lb_conversation_newest on lb_conversation (owner, newest_id)
  where newest_id is not null;

-- How many conversations the inbox holds.
alter table lb_mailbox add column conversations bigint not null default 0;
update lb_mailbox set conversations = total;

-- What auto-moderators thought of a message, in the order in which they were asked.
create table lb_rating (
  message_id bigint not null references lb_message,
  position   integer not null,
  moderator  varchar(255) not null,
  rating     double precision,
  reason     varchar(1000),
  constraint lb_rating_pk primary key (message_id, position)
);

-- Who does not want to be written to by whom.
create table lb_block (
  owner      varchar(255) collate "C" not null,
  blocked    varchar(255) collate "C" not null,
  created_at timestamp(6) not null,
  constraint lb_block_pk primary key (owner, blocked)
);
create index lb_block_blocked on lb_block (blocked, owner);
