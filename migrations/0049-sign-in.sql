-- Passkeys, codes of an authenticator app, browsers that are trusted. All of it belongs to a person of one organization; a
-- passkey is found by its id before it is known whose it is.

create table passkeys (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  -- As the authenticator names it, in base64url.
  credential_id text not null unique,
  public_key bytea not null,
  -- How often it was used by its own count; authenticators that are copied between devices do not count and stay at 0.
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index on passkeys (org_id, user_id);
call make_tenant_table('passkeys');
call let_engine_find('passkeys', 'org_id, user_id, credential_id');

create table second_factors (
  org_id uuid not null references organizations (id),
  user_id uuid not null,
  secret_sealed text not null,
  -- Null until a first code has shown that the app has the secret: only then it is asked for.
  confirmed_at timestamptz,
  -- The half minute of the last code that was taken: no code is taken twice.
  last_step bigint not null default 0,
  created_at timestamptz not null,
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references users (org_id, id)
);
call make_tenant_table('second_factors');

create table recovery_codes (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  code_hash bytea not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index on recovery_codes (org_id, user_id);
call make_tenant_table('recovery_codes');

create table trusted_devices (
  org_id uuid not null references organizations (id),
  id uuid not null default uuidv7(),
  user_id uuid not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id)
);
create index on trusted_devices (org_id, user_id);
call make_tenant_table('trusted_devices');

-- Challenges of passkeys that were answered: each is good for one answer. Forgotten when the challenge has ended by itself.
create table login_challenges (
  challenge_hash bytea primary key,
  expires_at timestamptz not null
);
create index on login_challenges (expires_at);
grant select, insert, delete on login_challenges to pikett_login;

-- A person whose sign-in an administrator has reset is told by mail.
alter table deliveries drop constraint deliveries_kind_check;
alter table deliveries add constraint deliveries_kind_check
  check (kind in ('page', 'bundle', 'test', 'verification', 'invitation', 'password_reset', 'sign_in_reset'));
