-- Maintenance windows, and what services stand on.

create table maintenance_windows (
  org_id uuid not null references organizations (id),
  id uuid not null,
  key text not null,
  name text not null,
  description text,
  time_zone text not null,
  -- Wall-clock times in the zone, YYYY-MM-DDTHH:MM, of the first occurrence; null when the recurrence says the times itself.
  starts text,
  ends text,
  -- A rule of RFC 5545, or {every, days, from, to, first, last}; without both once.
  rrule text,
  recurrence jsonb,
  everything boolean not null default false,
  source_ids uuid[] not null default '{}',
  service_ids uuid[] not null default '{}',
  customer_ids uuid[] not null default '{}',
  -- The occurrence in force or the next one, half-open; null when there is none any more.
  occurrence_from timestamptz,
  occurrence_to timestamptz,
  -- Somebody ended the occurrence that was in force then.
  ended_at timestamptz,
  -- When it begins or ends next.
  next_at timestamptz,
  created_by jsonb,
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id),
  check ((occurrence_from is null) = (occurrence_to is null)),
  check (occurrence_from < occurrence_to)
);
create unique index maintenance_windows_key on maintenance_windows (org_id, key) where archived_at is null;
create index maintenance_windows_due on maintenance_windows (next_at) where next_at is not null;
create index maintenance_windows_in_force on maintenance_windows (org_id, occurrence_from) where occurrence_from is not null;
call make_tenant_table('maintenance_windows');
call let_engine_find('maintenance_windows', 'org_id, id, next_at');

-- A service stands on others: what is wrong there explains what is wrong here. Circles are refused before they are written.
create table service_dependencies (
  org_id uuid not null references organizations (id),
  service_id uuid not null,
  depends_on_id uuid not null,
  primary key (org_id, service_id, depends_on_id),
  foreign key (org_id, service_id) references services (org_id, id),
  foreign key (org_id, depends_on_id) references services (org_id, id),
  check (service_id <> depends_on_id)
);
create index on service_dependencies (org_id, depends_on_id);
call make_tenant_table('service_dependencies');
-- The alerts that others may wait for, oldest first.
create index alerts_high_by_service on alerts (org_id, service_id, number)
  where service_id is not null and priority = 'high' and status <> 'resolved';
