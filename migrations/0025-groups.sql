-- Groups of alerts: one pages, the others wait behind it.

alter table sources add column grouping jsonb;
alter table customers add column grouping jsonb;

create table alert_groups (
  org_id uuid not null references organizations (id),
  id uuid not null,
  -- The alert that pages for all.
  lead_id uuid not null,
  -- What its alerts have in common, hashed; null when it takes no more of them.
  bucket text,
  -- Its alerts are alike in text as well: a bucket has several groups then.
  by_text boolean not null default false,
  opened_at timestamptz not null,
  primary key (org_id, id),
  unique (org_id, lead_id),
  foreign key (org_id, lead_id) references alerts (org_id, id)
);
-- One group per bucket, whatever many nodes do at once.
create unique index alert_groups_open on alert_groups (org_id, bucket) where bucket is not null and not by_text;
create index alert_groups_by_bucket on alert_groups (org_id, bucket, opened_at) where bucket is not null;
call make_tenant_table('alert_groups');

-- Everything of a group but its lead. Who has left stays here, so that it is not grouped again.
create table alert_group_members (
  org_id uuid not null references organizations (id),
  alert_id uuid not null,
  group_id uuid not null,
  -- How alike its summary was to that of the lead, 0 to 1; null when a person merged it.
  score real,
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (org_id, alert_id),
  foreign key (org_id, alert_id) references alerts (org_id, id),
  foreign key (org_id, group_id) references alert_groups (org_id, id)
);
create index alert_group_members_by_group on alert_group_members (org_id, group_id) where left_at is null;
call make_tenant_table('alert_group_members');
