-- Event rules of sources, look-up tables, and tags of alerts.

-- The level of service that was agreed with a customer, such as gold.
alter table customers add column tier text;

-- What alerts are found by: customer and tier as they were when the alert was opened, and what sources and rules added.
alter table alerts add column tags text[] not null default '{}';

-- In their order, as the configuration writes them.
alter table sources add column rules jsonb not null default '[]';

alter table alert_holds drop constraint alert_holds_reason_check;
alter table alert_holds add constraint alert_holds_reason_check
  check (reason in ('maintenance', 'dependency', 'group', 'delay', 'threshold', 'suppressed', 'merged'));

-- The last triggers that a threshold counted, at most as many as it needs; in milliseconds since 1970.
create table event_rule_hits (
  org_id uuid not null references organizations (id),
  source_id uuid not null,
  rule text not null,
  dedup_key text not null,
  hits jsonb not null,
  -- The last of them counts no more then.
  expires_at timestamptz not null,
  primary key (org_id, source_id, rule, dedup_key),
  foreign key (org_id, source_id) references sources (org_id, id)
);
create index event_rule_hits_expire on event_rule_hits (org_id, expires_at);
call make_tenant_table('event_rule_hits');

-- What rules did, for people who write them.
create table event_rule_counts (
  org_id uuid not null references organizations (id),
  source_id uuid not null,
  rule text not null,
  matches bigint not null default 0,
  last_match_at timestamptz,
  failures bigint not null default 0,
  last_failure_at timestamptz,
  last_failure text,
  primary key (org_id, source_id, rule),
  foreign key (org_id, source_id) references sources (org_id, id)
);
call make_tenant_table('event_rule_counts');

-- Some of the last events of each source as adapters understood them: what rules are tried on.
create table event_samples (
  org_id uuid not null references organizations (id),
  id uuid not null,
  source_id uuid not null,
  received_at timestamptz not null,
  event text not null,
  primary key (org_id, id),
  foreign key (org_id, source_id) references sources (org_id, id)
);
create index event_samples_by_source on event_samples (org_id, source_id, id desc);
call make_tenant_table('event_samples');

create table lookup_tables (
  org_id uuid not null references organizations (id),
  id uuid not null,
  key text not null,
  key_column text not null,
  columns jsonb not null,
  row_count integer not null,
  csv text not null,
  -- Another one with each change, so that nodes know whether what they have read is still right.
  version uuid not null,
  managed boolean not null default false,
  updated_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, key)
);
call make_tenant_table('lookup_tables');
