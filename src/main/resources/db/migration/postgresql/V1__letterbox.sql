-- Change it in lock-step with the file of the same name in the folder derby.
-- Times are UTC. Names are compared byte by byte, which is also the order in which rows are locked.

create sequence lb_message_id no cycle cache 1;

create table lb_message (
  id                bigint not null primary key,
  thread_id         bigint not null references lb_message,
  parent_id         bigint references lb_message,
  kind              varchar(10) not null,
  sender            varchar(255) collate "C",
  visitor_email     varchar(254),
  subject           varchar(120),
  body              text not null,
  level             integer not null,
  view_name         varchar(255) not null,
  sent_at           timestamp(6) not null,
  session_key       varchar(64),
  moderation_status varchar(10) not null,
  moderation_by     varchar(255),
  moderation_date   timestamp(6),
  moderation_reason varchar(120),
  sender_archived   boolean not null,
  sender_deleted_at timestamp(6),
  withdrawn_at      timestamp(6),
  version           integer not null
);
create index lb_message_sender on lb_message (sender, id);
create index lb_message_thread on lb_message (thread_id, id);

create table lb_message_tag (
  message_id bigint not null references lb_message,
  tag        varchar(100) collate "C" not null,
  primary key (message_id, tag)
);

-- The primary key is the index of the inbox.
create table lb_delivery (
  recipient  varchar(255) collate "C" not null,
  message_id bigint not null references lb_message,
  level      integer not null,
  read_at    timestamp(6),
  replied_at timestamp(6),
  archived   boolean not null default false,
  deleted_at timestamp(6),
  constraint lb_delivery_pk primary key (recipient, message_id)
);
create index lb_delivery_message on lb_delivery (message_id, recipient);
create index lb_delivery_unread on lb_delivery (recipient, level)
  where read_at is null and not archived and deleted_at is null;

create table lb_mailbox (
  owner   varchar(255) collate "C" not null primary key,
  unread  bigint not null,
  version bigint not null
);

create table lb_notification (
  id              bigint generated always as identity primary key,
  message_id      bigint not null references lb_message,
  first_recipient varchar(255) collate "C" not null,
  last_recipient  varchar(255) collate "C" not null,
  channel         varchar(50) not null,
  event           varchar(20) not null,
  state           varchar(10) not null,
  attempts        integer not null,
  next_attempt_at timestamp(6) not null,
  claimed_until   timestamp(6),
  last_error      varchar(1000)
);
create index lb_notification_due on lb_notification (state, next_attempt_at);

create table lb_account (
  name                varchar(255) collate "C" not null constraint lb_account_pk primary key,
  display_name        varchar(255) not null,
  email               varchar(254),
  search_name         varchar(255) collate "C" not null,
  search_display_name varchar(255) collate "C" not null,
  password_hash       varchar(255),
  active              boolean not null,
  demo                boolean not null,
  created_at          timestamp(6) not null,
  version             integer not null
);
create index lb_account_search_name on lb_account (search_name, name);
create index lb_account_search_display_name on lb_account (search_display_name, name);

create table lb_account_role (
  account varchar(255) collate "C" not null references lb_account,
  role    varchar(20) not null,
  primary key (account, role)
);

create table lb_api_token (
  id         varchar(36) not null primary key,
  account    varchar(255) collate "C" not null references lb_account,
  label      varchar(100) not null,
  token_hash varchar(64) not null unique,
  created_at timestamp(6) not null
);
create index lb_api_token_account on lb_api_token (account);
