-- Change it in lock-step with the file of the same name in the folder postgresql.

-- It is set when an acceptance is taken back, also for a message without notification.
rename column lb_message.recipient_notified to accepted_before;
