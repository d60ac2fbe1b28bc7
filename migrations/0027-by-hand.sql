-- What people do with alerts by hand: snooze, hand over, ask more people.
-- The previous release leaves these columns alone: a snoozed alert is an acknowledged one to it.

alter table alerts
  -- Acknowledged until then only: it is triggered again and pages anew.
  add column snoozed_until timestamptz,
  -- Whom somebody gave it to: kind, id, key and name as they were then.
  add column assigned_to jsonb;
create index alerts_snoozed on alerts (snoozed_until) where snoozed_until is not null and status = 'acknowledged';
grant select (snoozed_until) on alerts to pikett_engine;

-- People who were asked beyond the steps of the policy.
create table alert_responders (
  org_id uuid not null references organizations (id),
  alert_id uuid not null,
  user_id uuid not null,
  asked_at timestamptz not null,
  -- They answered that they are on it as well.
  accepted_at timestamptz,
  primary key (org_id, alert_id, user_id),
  foreign key (org_id, alert_id) references alerts (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index on alert_responders (org_id, user_id);
call make_tenant_table('alert_responders');
