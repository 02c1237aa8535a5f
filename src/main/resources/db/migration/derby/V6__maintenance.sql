-- Change it in lock-step with the file of the same name in the folder postgresql.

-- Cleanup takes conversations away for all users at once.
create index lb_conversation_thread on lb_conversation (thread_id, owner);

-- What one node does for all, and when one of them began it last.
create table lb_task (
  name       varchar(40) not null primary key,
  started_at timestamp not null
);
insert into lb_task (name, started_at) values ('nightly', '1970-01-01 00:00:00');

-- What a user has moderated, should that user leave.
create index lb_message_moderator on lb_message (moderation_by);
