-- Change it in lock-step with the file of the same name in the folder derby.

-- The language that a user wants to be written in, as a BCP 47 tag.
alter table lb_account add column language varchar(35);

-- What is told to one user together, or goes with him.
create index lb_notification_recipient on lb_notification (recipient) where recipient is not null;
