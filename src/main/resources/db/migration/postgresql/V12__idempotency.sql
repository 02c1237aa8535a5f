-- Change it in lock-step with the file of the same name in the folder derby.

-- Answers were encrypted with the key. The keys stay claimed; their answers count as not stored.
update lb_idempotency set answer = null where answer is not null;
