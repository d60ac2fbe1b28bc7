-- Messages that were received of senders who give each an id of its own (CloudEvents, Amazon SNS): one that is sent again, because
-- our answer got lost or because somebody plays it back, is not a second event, on whichever node it arrives.

create table received_messages (
  org_id uuid not null references organizations (id),
  source_id uuid not null,
  -- SHA-256 of what the sender calls it.
  id_hash bytea not null,
  expires_at timestamptz not null,
  primary key (org_id, source_id, id_hash),
  foreign key (org_id, source_id) references sources (org_id, id)
);
create index received_messages_expire on received_messages (org_id, expires_at);
call make_tenant_table('received_messages');
