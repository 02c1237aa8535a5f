-- Change it in lock-step with the file of the same name in the folder derby.

alter table lb_delivery rename column alone to single_message;
alter index lb_delivery_alone rename to lb_delivery_single_message;

alter table lb_message rename column told to recipient_notified;

alter table lb_notification rename column after_recipient to range_start;
alter table lb_notification rename column last_recipient to range_end;
alter table lb_notification rename column claim to claim_token;
alter table lb_notification rename column waiting_since to first_due_at;
alter table lb_notification rename column details to event_data;

alter table lb_notification alter column state type varchar(20);
update lb_notification set state = 'PENDING' where state = 'WAITING';
update lb_notification set state = 'BUFFERED_FOR_DIGEST' where state = 'GATHERED';
update lb_digest_choice set digest = 'IMMEDIATE' where digest = 'NONE';
