-- Pikett watches itself (docs/watching.md): the nodes of the installation, and what the auditor found.

-- Each node signs in at its start and every few seconds after it. Of the installation, not of an organization.
create table nodes (
  id uuid primary key,
  name text not null,
  role text not null,
  version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  -- What the node tells of itself: its clock, its due loops, what it sends.
  state jsonb not null
);
create index nodes_seen on nodes (seen_at);
grant select, insert, update, delete on nodes to pikett_engine;

-- One row: whoever moves next_at on has this look at the installation, all other nodes leave it to them.
create table watch_looks (
  name text primary key,
  next_at timestamptz not null,
  node_id uuid,
  state jsonb
);
grant select, insert, update on watch_looks to pikett_engine;
insert into watch_looks (name, next_at) values ('engine', '2000-01-01');
