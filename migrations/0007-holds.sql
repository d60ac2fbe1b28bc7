-- Alerts that are recorded and must not page now, each for a reason that people can see.

-- At most one hold per alert. Without until_at somebody must release it.
create table alert_holds (
  org_id uuid not null references organizations (id),
  alert_id uuid not null,
  reason text not null check (reason in ('maintenance', 'dependency', 'group', 'delay', 'threshold', 'merged')),
  -- What people see of the reason: by {key, name}, cause {id, number, summary}.
  data jsonb not null default '{}',
  until_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, alert_id),
  foreign key (org_id, alert_id) references alerts (org_id, id)
);
create index alert_holds_due on alert_holds (until_at) where until_at is not null;
create index alert_holds_by_reason on alert_holds (org_id, reason);
-- Which alerts wait for another alert: asked whenever one is resolved.
create index alert_holds_by_cause on alert_holds (org_id, (data #>> '{cause,id}')) where data #>> '{cause,id}' is not null;
call make_tenant_table('alert_holds');
call let_engine_find('alert_holds', 'org_id, alert_id, until_at');
