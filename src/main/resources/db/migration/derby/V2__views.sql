-- Change it in lock-step with the file of the same name in the folder postgresql.

-- How many messages the inbox holds, so that nobody has to count a long one.
alter table lb_mailbox add column total bigint not null default 0;
update lb_mailbox set total =
  (select count(*) from lb_delivery d
    where d.recipient = lb_mailbox.owner and d.archived = false and d.deleted_at is null);

-- What a session was told.
create index lb_message_session on lb_message (session_key);
