-- Named ways to look at the list of alerts, of one person or shared in the organization.
create table alert_views (
  org_id uuid not null references organizations (id),
  id uuid not null,
  -- Whoever made it; of a shared view too.
  owner_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  shared boolean not null default false,
  -- The filters, the order and the grouping, by their names in the address of the list.
  filters jsonb not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, owner_id) references users (org_id, id)
);
create index on alert_views (org_id, owner_id);
call make_tenant_table('alert_views');

-- With which view the list begins for a person.
create table alert_view_defaults (
  org_id uuid not null references organizations (id),
  user_id uuid not null,
  view_id uuid not null,
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references users (org_id, id),
  foreign key (org_id, view_id) references alert_views (org_id, id) on delete cascade
);
create index on alert_view_defaults (org_id, view_id);
call make_tenant_table('alert_view_defaults');
