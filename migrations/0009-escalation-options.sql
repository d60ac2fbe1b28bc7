-- Escalation policies in full: a delay, what follows an acknowledgement, everybody at once, taking turns.
-- The previous release reads and writes on: it knows none of these columns, and leaves what they hold alone.

alter table escalation_policies
  add column delay_seconds integer not null default 0 check (delay_seconds between 0 and 86400),
  -- Null: an acknowledgement holds until the alert is resolved.
  add column acknowledge_timeout_seconds integer check (acknowledge_timeout_seconds between 60 and 2592000),
  add column acknowledge_reminder_seconds integer not null default 300 check (acknowledge_reminder_seconds >= 0),
  add column all_at_once boolean not null default false;

-- Deadlines of an acknowledged alert; next_at stays that of one nobody has acknowledged, so that a node of the previous
-- release never pages from these.
alter table escalations
  -- The next step that runs although somebody has acknowledged.
  add column inform_at timestamptz,
  -- Whoever acknowledged is asked whether they are still on it.
  add column remind_at timestamptz,
  -- The alert goes back to triggered.
  add column acknowledgement_ends_at timestamptz;
create index escalations_acknowledged_due on escalations (least(inform_at, remind_at, acknowledgement_ends_at))
  where least(inform_at, remind_at, acknowledgement_ends_at) is not null;
grant select (inform_at, remind_at, acknowledgement_ends_at) on escalations to pikett_engine;

alter table pages add column kind text not null default 'page' check (kind in ('page', 'inform', 'reminder'));

-- Whose turn it was in a step that goes round: the higher the turn, the more recent.
create table round_robin_turns (
  org_id uuid not null references organizations (id),
  policy_id uuid not null,
  step integer not null,
  user_id uuid not null,
  turn bigint not null,
  primary key (org_id, policy_id, step, user_id),
  foreign key (org_id, policy_id) references escalation_policies (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index on round_robin_turns (org_id, user_id);
call make_tenant_table('round_robin_turns');
