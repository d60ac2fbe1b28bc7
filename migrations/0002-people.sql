-- Teams, customers, services, contacts, notification rules, schedules, policies: what is set up before anything happens.
-- "managed" rows came from a configuration file; only those are removed when a later file no longer names them.

create table teams (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index teams_key on teams (org_id, key) where archived_at is null;
call make_tenant_table('teams');

create table team_members (
  org_id uuid not null references organizations (id),
  team_id uuid not null,
  user_id uuid not null,
  position integer not null,
  primary key (org_id, team_id, user_id),
  foreign key (org_id, team_id) references teams (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index on team_members (org_id, user_id);
call make_tenant_table('team_members');

create table customers (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index customers_key on customers (org_id, key) where archived_at is null;
call make_tenant_table('customers');

create table services (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  customer_id uuid,
  criticality text not null check (criticality in ('low', 'medium', 'high')),
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, customer_id) references customers (org_id, id)
);
create unique index services_key on services (org_id, key) where archived_at is null;
create index on services (org_id, customer_id);
call make_tenant_table('services');

create table contacts (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  key text not null,
  channel text not null check (channel in ('email', 'sms', 'voice', 'webhook')),
  address text not null,
  secret_sealed text,
  verified_at timestamptz,
  -- The running verification: hash of the code, until when, how many wrong answers so far.
  code_hash bytea,
  code_expires_at timestamptz,
  code_failures integer not null default 0,
  disabled_at timestamptz,
  disabled_reason text,
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create unique index contacts_key on contacts (org_id, user_id, key) where archived_at is null;
call make_tenant_table('contacts');

create table notification_rules (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  priority text not null check (priority in ('high', 'low')),
  position integer not null,
  contact_id uuid not null,
  after_seconds integer not null check (after_seconds between 0 and 86400),
  primary key (org_id, id),
  unique (org_id, user_id, priority, position),
  foreign key (org_id, user_id) references users (org_id, id),
  foreign key (org_id, contact_id) references contacts (org_id, id)
);
create index on notification_rules (org_id, contact_id);
call make_tenant_table('notification_rules');

create table schedules (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  time_zone text not null,
  team_id uuid,
  customer_id uuid,
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, team_id) references teams (org_id, id),
  foreign key (org_id, customer_id) references customers (org_id, id)
);
create unique index schedules_key on schedules (org_id, key) where archived_at is null;
call make_tenant_table('schedules');

-- Later positions win over earlier ones. Rotation and restrictions are wall-clock rules in the zone of the schedule.
create table schedule_layers (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  schedule_id uuid not null,
  position integer not null,
  name text not null,
  starts_on date not null,
  ends_on date check (ends_on > starts_on),
  rotation jsonb,
  restrictions jsonb not null default '[]',
  primary key (org_id, id),
  unique (org_id, schedule_id, position) deferrable initially deferred,
  foreign key (org_id, schedule_id) references schedules (org_id, id)
);
call make_tenant_table('schedule_layers');

create table schedule_layer_users (
  org_id uuid not null references organizations (id),
  layer_id uuid not null,
  position integer not null,
  user_id uuid not null,
  primary key (org_id, layer_id, position),
  foreign key (org_id, layer_id) references schedule_layers (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references users (org_id, id)
);
create index on schedule_layer_users (org_id, user_id);
call make_tenant_table('schedule_layer_users');

-- Local times in the zone of the schedule; two overrides of one schedule never overlap.
create table schedule_overrides (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  schedule_id uuid not null,
  user_id uuid not null,
  from_local timestamp not null,
  to_local timestamp not null check (to_local > from_local),
  managed boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, schedule_id) references schedules (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id),
  constraint schedule_overrides_do_not_overlap exclude using gist
    (org_id with =, schedule_id with =, tsrange(from_local, to_local) with &&) deferrable initially deferred
);
call make_tenant_table('schedule_overrides');

-- steps: [{"targets": [{"kind": "schedule", "id": "..."}], "timeoutSeconds": 300}]
create table escalation_policies (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  steps jsonb not null,
  repeat_count integer not null check (repeat_count between 0 and 100),
  step_ends text not null check (step_ends in ('attempts', 'timeout')),
  attempts integer not null check (attempts between 1 and 20),
  repeat_every_seconds integer not null check (repeat_every_seconds between 1 and 3600),
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index escalation_policies_key on escalation_policies (org_id, key) where archived_at is null;
call make_tenant_table('escalation_policies');
