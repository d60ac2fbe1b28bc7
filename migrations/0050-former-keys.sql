-- Keys that were replaced go on being taken for a while, so that no sender is cut off by a new key; and when each was used.

create table former_keys (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  -- A source or a heartbeat.
  holder_id uuid not null,
  kind text not null check (kind in ('integration_key', 'secret', 'ping_key')),
  -- What it is found by; a secret is not looked for, but tried.
  key_hash bytea,
  sealed text,
  -- Enough to recognise it.
  tail text not null,
  replaced_at timestamptz not null,
  -- Null: until somebody ends it. Kept beyond that for a while, so that whoever still uses it can be named.
  ends_at timestamptz,
  primary key (org_id, id),
  check ((kind = 'secret') = (sealed is not null)),
  check ((kind = 'secret') = (key_hash is null))
);
create index on former_keys (key_hash) where key_hash is not null;
create index on former_keys (holder_id);
call make_tenant_table('former_keys');
call let_engine_find('former_keys', 'org_id, id, holder_id, kind, key_hash, ends_at');

-- How often a key was used, in slots of five minutes; counted only while a holder has former keys.
create table key_uses (
  org_id uuid not null references organizations (id),
  holder_id uuid not null,
  -- The kind of the present key, or the id of a former one.
  name text not null,
  slot_at timestamptz not null,
  uses bigint not null,
  refused bigint not null,
  last_at timestamptz not null,
  last_sender text,
  primary key (org_id, holder_id, name, slot_at)
);
call make_tenant_table('key_uses');
