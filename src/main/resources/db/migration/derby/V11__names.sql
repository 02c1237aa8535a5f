-- Change it in lock-step with the file of the same name in the folder postgresql.

rename column lb_delivery.alone to single_message;
rename index lb_delivery_alone to lb_delivery_single_message;

rename column lb_message.told to recipient_notified;

rename column lb_notification.after_recipient to range_start;
rename column lb_notification.last_recipient to range_end;
rename column lb_notification.claim to claim_token;
rename column lb_notification.waiting_since to first_due_at;
rename column lb_notification.details to event_data;

alter table lb_notification alter column state set data type varchar(20);
update lb_notification set state = 'PENDING' where state = 'WAITING';
update lb_notification set state = 'BUFFERED_FOR_DIGEST' where state = 'GATHERED';
update lb_digest_choice set digest = 'IMMEDIATE' where digest = 'NONE';
