-- The daily self-test: an event goes the whole way of an alert, from the intake to the answer, and bothers nobody.

-- When, in the organization's zone; null: never. next_at null: it is to be planned.
alter table organizations add column self_test_time text default '10:00'
  check (self_test_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
alter table organizations add column self_test_next_at timestamptz;
create index organizations_self_test on organizations (self_test_next_at);
grant select (self_test_time, self_test_next_at) on organizations to pikett_engine;

-- The receiver of the self-test is in no list of people.
alter table users add column kind text not null default 'person' check (kind in ('person', 'self_test'));

create table self_tests (
  org_id uuid not null references organizations (id),
  id uuid not null,
  status text not null check (status in ('running', 'passed', 'failed')),
  stage text not null check (stage in ('intake', 'page', 'acknowledge', 'resolve')),
  -- Each stage that is done, with its milliseconds.
  stages jsonb not null default '[]',
  started_at timestamptz not null,
  stage_began_at timestamptz not null,
  ended_at timestamptz,
  -- While it runs: when it goes on, or gives up.
  next_at timestamptz,
  via text check (via in ('public', 'internal')),
  -- The link of the page that arrived.
  link text,
  alert_id uuid,
  reason text,
  primary key (org_id, id),
  check ((status = 'running') = (next_at is not null))
);
create unique index self_tests_running on self_tests (org_id) where status = 'running';
create index self_tests_due on self_tests (next_at) where next_at is not null;
call make_tenant_table('self_tests');
call let_engine_find('self_tests', 'org_id, id, next_at');
