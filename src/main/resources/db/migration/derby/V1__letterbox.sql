-- Change it in lock-step with the file of the same name in the folder postgresql.
-- Times are UTC. A varchar counts UTF-16 units here, so it is twice as long where characters are meant.

create sequence lb_message_id as bigint start with 1 no cycle;

create table lb_message (
  id                bigint not null primary key,
  thread_id         bigint not null references lb_message (id),
  parent_id         bigint references lb_message (id),
  kind              varchar(10) not null,
  sender            varchar(510),
  visitor_email     varchar(254),
  subject           varchar(240),
  body              clob not null,
  level             integer not null,
  view_name         varchar(510) not null,
  sent_at           timestamp not null,
  session_key       varchar(64),
  moderation_status varchar(10) not null,
  moderation_by     varchar(510),
  moderation_date   timestamp,
  moderation_reason varchar(240),
  sender_archived   boolean not null,
  sender_deleted_at timestamp,
  withdrawn_at      timestamp,
  version           integer not null
);
create index lb_message_sender on lb_message (sender, id);
create index lb_message_thread on lb_message (thread_id, id);

create table lb_message_tag (
  message_id bigint not null references lb_message (id),
  tag        varchar(200) not null,
  primary key (message_id, tag)
);

-- The primary key is the index of the inbox.
create table lb_delivery (
  recipient  varchar(510) not null,
  message_id bigint not null references lb_message (id),
  level      integer not null,
  read_at    timestamp,
  replied_at timestamp,
  archived   boolean not null default false,
  deleted_at timestamp,
  constraint lb_delivery_pk primary key (recipient, message_id)
);
-- Derby can't read an index backwards, so the inbox, newest first, has one of its own.
create index lb_delivery_inbox on lb_delivery (recipient, message_id desc);
create index lb_delivery_message on lb_delivery (message_id, recipient);
create index lb_delivery_unread on lb_delivery (recipient, read_at, level);

create table lb_mailbox (
  owner   varchar(510) not null primary key,
  unread  bigint not null,
  version bigint not null
);

create table lb_notification (
  id              bigint generated always as identity primary key,
  message_id      bigint not null references lb_message (id),
  first_recipient varchar(510) not null,
  last_recipient  varchar(510) not null,
  channel         varchar(50) not null,
  event           varchar(20) not null,
  state           varchar(10) not null,
  attempts        integer not null,
  next_attempt_at timestamp not null,
  claimed_until   timestamp,
  last_error      varchar(1000)
);
create index lb_notification_due on lb_notification (state, next_attempt_at);

create table lb_account (
  name                varchar(510) not null constraint lb_account_pk primary key,
  display_name        varchar(510) not null,
  email               varchar(254),
  search_name         varchar(510) not null,
  search_display_name varchar(510) not null,
  password_hash       varchar(510),
  active              boolean not null,
  demo                boolean not null,
  created_at          timestamp not null,
  version             integer not null
);
create index lb_account_search_name on lb_account (search_name, name);
create index lb_account_search_display_name on lb_account (search_display_name, name);

create table lb_account_role (
  account varchar(510) not null references lb_account (name),
  role    varchar(20) not null,
  primary key (account, role)
);

create table lb_api_token (
  id         varchar(36) not null primary key,
  account    varchar(510) not null references lb_account (name),
  label      varchar(200) not null,
  token_hash varchar(64) not null unique,
  created_at timestamp not null
);
-- Derby makes an index for each foreign key by itself, so lb_api_token needs no other.
