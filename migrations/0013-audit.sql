-- The audit log: who did what, per organization, in a chain of hashes that shows every later change (docs/audit.md).

-- One row per act. Nothing is ever changed or removed: the app may add and read, and has no right to more.
create table audit_entries (
  org_id uuid not null references organizations (id),
  seq bigint not null check (seq > 0),
  at timestamptz not null,
  actor jsonb not null,
  action text not null,
  subject jsonb,
  data jsonb not null,
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (org_id, seq)
);
create index audit_entries_at on audit_entries (org_id, at);
call make_tenant_table('audit_entries');
revoke update, delete on audit_entries from pikett_app;

-- Where the chain ends. Locked while an entry is added, so that two nodes never follow the same entry; kept apart from the
-- entries and sealed with the master key, so that an end that was cut off is missed.
create table audit_chains (
  org_id uuid not null references organizations (id),
  entries bigint not null,
  head_hash bytea not null,
  seal text not null,
  primary key (org_id)
);
call make_tenant_table('audit_chains');
revoke delete on audit_chains from pikett_app;
