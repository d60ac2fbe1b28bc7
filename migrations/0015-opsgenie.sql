-- Opsgenie's API: what it keeps of an alert beside what every alert has, and what became of each request.

create table opsgenie_alerts (
  org_id uuid not null references organizations (id),
  alert_id uuid not null,
  -- As the sender wrote it; alerts.dedup_key is its digest where it is longer than a key may be.
  alias text not null,
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4', 'P5')),
  description text not null,
  entity text not null,
  source text not null,
  tags jsonb not null,
  details jsonb not null,
  actions jsonb not null,
  responders jsonb not null,
  primary key (org_id, alert_id),
  foreign key (org_id, alert_id) references alerts (org_id, id) on delete cascade
);
call make_tenant_table('opsgenie_alerts');

create table opsgenie_requests (
  org_id uuid not null references organizations (id),
  id uuid not null,
  source_id uuid not null,
  action text not null,
  success boolean not null,
  -- In Opsgenie's words, which clients compare.
  status text not null,
  alert_id uuid,
  alias text not null,
  processed_at timestamptz not null,
  -- Nobody asks for it any more then.
  expires_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, source_id) references sources (org_id, id)
);
create index opsgenie_requests_expire on opsgenie_requests (expires_at);
call make_tenant_table('opsgenie_requests');
call let_engine_find('opsgenie_requests', 'org_id, id, expires_at');
