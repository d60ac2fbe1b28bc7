-- Sources, raw events, alerts, escalations, pages, deliveries, answers, the timeline, heartbeats, the sandbox.

create table sources (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  -- manual and system are the organization's own: alerts made by hand, and what Pikett itself has to report.
  type text not null,
  escalation_policy_id uuid,
  customer_id uuid,
  service_id uuid,
  integration_key_hash bytea unique,
  integration_key_sealed text,
  options jsonb not null default '{}',
  priorities jsonb not null default '{}',
  enabled boolean not null default true,
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, escalation_policy_id) references escalation_policies (org_id, id),
  foreign key (org_id, customer_id) references customers (org_id, id),
  foreign key (org_id, service_id) references services (org_id, id)
);
create unique index sources_key on sources (org_id, key) where archived_at is null;
call make_tenant_table('sources');
call let_engine_find('sources', 'org_id, id, integration_key_hash, archived_at');

create table alerts (
  org_id uuid not null references organizations (id),
  id uuid not null,
  number bigint not null,
  source_id uuid not null,
  dedup_key text not null check (length(dedup_key) between 1 and 255),
  summary text not null,
  status text not null check (status in ('triggered', 'acknowledged', 'resolved')),
  priority text not null check (priority in ('high', 'low')),
  severity text not null check (severity in ('critical', 'error', 'warning', 'info', 'unknown')),
  customer_id uuid,
  service_id uuid,
  escalation_policy_id uuid,
  fields jsonb not null default '{}',
  links jsonb not null default '[]',
  images jsonb not null default '[]',
  count integer not null default 1,
  created_at timestamptz not null,
  last_event_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_via text,
  resolved_at timestamptz,
  resolved_by uuid,
  resolved_via text,
  -- Resolves by itself then, unless a repeat moves it on (Prometheus' endsAt).
  expires_at timestamptz,
  primary key (org_id, id),
  unique (org_id, number),
  foreign key (org_id, source_id) references sources (org_id, id),
  check ((status = 'resolved') = (resolved_at is not null)),
  check (status <> 'acknowledged' or acknowledged_at is not null)
);
-- One open alert per source and dedup key, whatever many nodes do at once.
create unique index alerts_open on alerts (org_id, source_id, dedup_key) where status <> 'resolved';
create index alerts_expire on alerts (expires_at) where expires_at is not null and status <> 'resolved';
create index alerts_by_status on alerts (org_id, number desc) where status <> 'resolved';
create index alerts_by_customer on alerts (org_id, customer_id, number desc);
call make_tenant_table('alerts');
call let_engine_find('alerts', 'org_id, id, status, expires_at');

create table events (
  org_id uuid not null references organizations (id),
  id uuid not null,
  source_id uuid not null,
  received_at timestamptz not null,
  outcome text not null check (outcome in ('created', 'repeated', 'acknowledged', 'resolved', 'dropped', 'rejected', 'change')),
  -- A key of the message catalogue: why an event became no alert.
  reason text,
  dedup_key text,
  alert_id uuid,
  raw text not null,
  primary key (org_id, id),
  foreign key (org_id, source_id) references sources (org_id, id)
);
create index events_by_source on events (org_id, source_id, id desc);
create index events_by_alert on events (org_id, alert_id, id desc) where alert_id is not null;
call make_tenant_table('events');

-- One row per alert that has a policy. The policy is frozen when it starts; epoch travels into every page and delivery.
create table escalations (
  org_id uuid not null references organizations (id),
  alert_id uuid not null,
  epoch integer not null default 1,
  status text not null check (status in ('active', 'stopped', 'ended')),
  policy jsonb not null,
  round integer not null default 0,
  -- Index of the step that was begun last; -1 before the first.
  step integer not null default -1,
  next_at timestamptz,
  started_at timestamptz not null,
  failures integer not null default 0,
  last_error text,
  primary key (org_id, alert_id),
  foreign key (org_id, alert_id) references alerts (org_id, id),
  check (status = 'active' or next_at is null)
);
create index escalations_due on escalations (next_at) where next_at is not null;
call make_tenant_table('escalations');
call let_engine_find('escalations', 'org_id, alert_id, next_at');

-- A page: one call on a person's attention, made of deliveries.
create table pages (
  org_id uuid not null references organizations (id),
  id uuid not null,
  alert_id uuid not null,
  user_id uuid not null,
  epoch integer not null,
  round integer not null,
  step integer not null,
  reason text not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, alert_id) references alerts (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index pages_by_alert on pages (org_id, alert_id, id);
call make_tenant_table('pages');

-- A delivery: one message on one contact. kind page belongs to a page; the others stand alone and carry their content sealed.
create table deliveries (
  org_id uuid not null references organizations (id),
  id uuid not null,
  kind text not null check (kind in ('page', 'test', 'verification', 'invitation', 'password_reset')),
  page_id uuid,
  alert_id uuid,
  user_id uuid not null,
  contact_id uuid,
  channel text not null,
  -- Only for messages without a contact, such as an invitation.
  address text,
  content_sealed text,
  attempt integer not null,
  status text not null check (status in ('planned', 'sending', 'sent', 'delivered', 'failed', 'cancelled')),
  due_at timestamptz not null,
  lease_until timestamptz,
  tries integer not null default 0,
  provider text,
  provider_message_id text,
  simulated boolean not null default false,
  reason text,
  detail text,
  created_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, page_id) references pages (org_id, id),
  foreign key (org_id, alert_id) references alerts (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id),
  foreign key (org_id, contact_id) references contacts (org_id, id),
  check ((kind = 'page') = (page_id is not null))
);
create index deliveries_due on deliveries (due_at) where status = 'planned';
create index deliveries_leased on deliveries (lease_until) where status = 'sending';
create index deliveries_by_alert on deliveries (org_id, alert_id, id) where alert_id is not null;
create index deliveries_by_page on deliveries (org_id, page_id) where page_id is not null;
create index deliveries_by_provider_message on deliveries (org_id, provider_message_id) where provider_message_id is not null;
call make_tenant_table('deliveries');
call let_engine_find('deliveries', 'org_id, id, status, due_at, lease_until');

-- An answer that came by a signed link, a reply or a key press. A link works once.
create table answers (
  org_id uuid not null references organizations (id),
  id uuid not null,
  delivery_id uuid not null,
  alert_id uuid not null,
  user_id uuid not null,
  action text not null check (action in ('acknowledge', 'resolve', 'escalate')),
  via text not null,
  at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, delivery_id, action),
  foreign key (org_id, delivery_id) references deliveries (org_id, id),
  foreign key (org_id, alert_id) references alerts (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index on answers (org_id, alert_id);
call make_tenant_table('answers');

create table timeline_entries (
  org_id uuid not null references organizations (id),
  id uuid not null,
  alert_id uuid not null,
  at timestamptz not null,
  kind text not null,
  actor jsonb,
  data jsonb not null default '{}',
  primary key (org_id, id),
  foreign key (org_id, alert_id) references alerts (org_id, id)
);
create index timeline_by_alert on timeline_entries (org_id, alert_id, id);
call make_tenant_table('timeline_entries');

create table heartbeats (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  source_id uuid not null,
  every_seconds integer not null,
  grace_seconds integer not null,
  ping_key_hash bytea not null unique,
  ping_key_sealed text not null,
  status text not null check (status in ('new', 'up', 'late', 'down', 'paused')),
  last_ping_at timestamptz,
  last_start_at timestamptz,
  last_run_id uuid,
  -- The next instant at which the status may change by itself (late, then down).
  next_at timestamptz,
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, source_id) references sources (org_id, id)
);
create unique index heartbeats_key on heartbeats (org_id, key) where archived_at is null;
create index heartbeats_due on heartbeats (next_at) where next_at is not null;
call make_tenant_table('heartbeats');
call let_engine_find('heartbeats', 'org_id, id, key, source_id, ping_key_hash, next_at, archived_at');

create table heartbeat_pings (
  org_id uuid not null references organizations (id),
  id uuid not null,
  heartbeat_id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('success', 'start', 'fail', 'log', 'ignored')),
  exit_status integer,
  run_id uuid,
  duration_ms integer,
  body text,
  user_agent text,
  primary key (org_id, id),
  foreign key (org_id, heartbeat_id) references heartbeats (org_id, id)
);
create index heartbeat_pings_by_heartbeat on heartbeat_pings (org_id, heartbeat_id, id desc);
call make_tenant_table('heartbeat_pings');

-- The sandbox: the mailbox and the simulated phone of a person.
create table sandbox_messages (
  org_id uuid not null references organizations (id),
  id uuid not null,
  user_id uuid not null,
  delivery_id uuid,
  channel text not null check (channel in ('email', 'sms', 'voice')),
  direction text not null check (direction in ('out', 'in')),
  at timestamptz not null,
  subject text,
  text text not null,
  html text,
  links jsonb not null default '[]',
  -- Voice only.
  call_state text check (call_state in ('ringing', 'answered', 'ended', 'missed')),
  spoken jsonb,
  keys jsonb,
  read_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id),
  foreign key (org_id, delivery_id) references deliveries (org_id, id)
);
-- A delivery that is repeated after a crash finds its message instead of ringing twice.
create unique index sandbox_messages_by_delivery on sandbox_messages (org_id, delivery_id) where direction = 'out';
create index sandbox_messages_by_user on sandbox_messages (org_id, user_id, id desc);
create index sandbox_calls_ringing on sandbox_messages (at) where call_state = 'ringing';
call make_tenant_table('sandbox_messages');
call let_engine_find('sandbox_messages', 'org_id, id, at, call_state');
