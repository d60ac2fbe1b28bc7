-- The ground: tenancy, the installation, organizations, people who sign in, keys.
--
-- Two roles (made before the first migration): pikett_app works inside one organization, named per transaction in the
-- setting pikett.org; pikett_engine only finds, across organizations, what is due or which organization a key belongs to.
-- Neither owns a table, neither may bypass row-level security.

create extension if not exists btree_gist;

create function app_org() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('pikett.org', true), '')::uuid $$;

-- Makes a table a tenant table: its rows belong to org_id and nobody else sees them.
create procedure make_tenant_table(table_name regclass)
  language plpgsql
  as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format('create policy organization on %s to pikett_app using (org_id = app_org()) with check (org_id = app_org())', table_name);
  execute format('grant select, insert, update, delete on %s to pikett_app', table_name);
end $$;

-- Lets the engine find rows of a tenant table across organizations: it reads the named columns and writes nothing.
create procedure let_engine_find(table_name regclass, columns text)
  language plpgsql
  as $$
begin
  execute format('create policy engine on %s for select to pikett_engine using (true)', table_name);
  execute format('grant select (%s) on %s to pikett_engine', columns, table_name);
end $$;

-- One row per fact about this installation: the check value of the master key, the hash of the one-time set-up code.
create table installation (
  name text primary key,
  value text not null
);
grant select, insert, update, delete on installation to pikett_engine;

create table organizations (
  id uuid primary key default uuidv7(),
  key text not null unique,
  name text not null,
  time_zone text not null default 'UTC',
  language text not null default 'en' check (language in ('de', 'en')),
  fallback_user_id uuid,
  raw_event_days integer not null default 30 check (raw_event_days between 1 and 3650),
  webhook_secret_sealed text not null,
  smtp_sealed text,
  demo boolean not null default false,
  last_alert_number bigint not null default 0,
  created_at timestamptz not null default now()
);
alter table organizations enable row level security;
alter table organizations force row level security;
create policy organization on organizations to pikett_app using (id = app_org()) with check (id = app_org());
create policy engine on organizations for select to pikett_engine using (true);
grant select, insert, update on organizations to pikett_app;
grant select (id, key, name, demo, raw_event_days) on organizations to pikett_engine;

-- Who can sign in: owned by better-auth, across organizations, read by its own role only. A login belongs to one user of
-- one organization; its address here is made from its id, so that the same person in two organizations has two logins and
-- an administrator of one organization can never take over, or block, an account of another.
create table logins (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table login_sessions (
  id text primary key,
  user_id text not null references logins (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on login_sessions (user_id);
create table login_accounts (
  id text primary key,
  user_id text not null references logins (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on login_accounts (user_id);
create table login_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on login_verifications (identifier);
grant select, insert, update, delete on logins, login_sessions, login_accounts, login_verifications to pikett_login;

-- Makes a login with a password and returns its id. The app may add a login in the transaction that makes its user, and may
-- neither read nor change one that is there.
create function create_login(login_name text, password_hash text) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
  as $$
declare
  login_id text := uuidv7()::text;
begin
  insert into logins (id, name, email, email_verified) values (login_id, login_name, login_id || '@login.invalid', true);
  insert into login_accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
    values (uuidv7()::text, login_id, login_id, 'credential', password_hash, now(), now());
  return login_id;
end $$;
revoke execute on function create_login from public;
grant execute on function create_login to pikett_app;

-- Wrong tries per address and per sender, so that passwords and codes cannot be guessed. Names are hashed.
create table login_attempts (
  name_hash bytea primary key,
  failures integer not null,
  window_ends_at timestamptz not null
);
create index on login_attempts (window_ends_at);
grant select, insert, update, delete on login_attempts to pikett_login;

create table users (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'manager', 'responder', 'stakeholder')),
  language text check (language in ('de', 'en')),
  time_zone text,
  login_id text references logins (id),
  managed boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index users_key on users (org_id, key) where archived_at is null;
create unique index users_email on users (org_id, lower(email)) where archived_at is null;
create unique index users_login on users (login_id) where login_id is not null;
-- Sign-in knows an address and looks for its organizations.
create index users_by_email on users (lower(email)) where archived_at is null;
call make_tenant_table('users');
call let_engine_find('users', 'org_id, id, email, role, login_id, archived_at, created_at');
alter table organizations add foreign key (id, fallback_user_id) references users (org_id, id);

create table api_keys (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  key text not null,
  token_hash bytea not null unique,
  role text not null check (role in ('owner', 'admin', 'manager', 'responder', 'stakeholder')),
  managed boolean not null default false,
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  unique (org_id, key)
);
call make_tenant_table('api_keys');
call let_engine_find('api_keys', 'org_id, id, token_hash');

-- An invitation to choose a password. Only the hash of its token is kept.
create table invitations (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index on invitations (org_id, user_id);
call make_tenant_table('invitations');
call let_engine_find('invitations', 'org_id, token_hash');

-- Answers to POST requests that carried an Idempotency-Key, kept for a day.
create table idempotent_requests (
  org_id uuid not null references organizations (id),
  actor text not null,
  key text not null,
  fingerprint bytea not null,
  status integer,
  response text,
  created_at timestamptz not null,
  primary key (org_id, actor, key)
);
create index on idempotent_requests (org_id, created_at);
call make_tenant_table('idempotent_requests');
