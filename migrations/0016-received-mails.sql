-- Mails that were received: a mail server sends one again when it did not hear our answer, and later mails of a thread find
-- the alert of the first.

create table received_mails (
  org_id uuid not null references organizations (id),
  source_id uuid not null,
  -- SHA-256 of the Message-ID.
  message_id_hash bytea not null,
  -- The key that the mail had; null when it was no event.
  dedup_key text,
  expires_at timestamptz not null,
  primary key (org_id, source_id, message_id_hash),
  foreign key (org_id, source_id) references sources (org_id, id)
);
create index received_mails_expire on received_mails (expires_at);
call make_tenant_table('received_mails');
call let_engine_find('received_mails', 'org_id, expires_at');
