-- Change it in lock-step with the file of the same name in the folder derby.

-- It is set when an acceptance is taken back, also for a message without notification.
alter table lb_message rename column recipient_notified to accepted_before;
