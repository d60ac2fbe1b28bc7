-- The raw log in days: what is too old for everybody is dropped as a whole, which costs nothing however much it was. Rows fall
-- into their day by their id, which begins with its time. And fewer indexes where every new alert pays for each.

-- Entries are read by their alert and never by their id alone: one index instead of two.
alter table timeline_entries drop constraint timeline_entries_pkey;
drop index timeline_by_alert;
alter table timeline_entries add primary key (org_id, alert_id, id);

alter table events rename to events_before;
alter table events_before drop constraint events_pkey;
drop index events_by_source, events_by_alert;

create table events (
  org_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  received_at timestamptz not null,
  outcome text not null constraint events_outcome_check
    check (outcome in ('created', 'repeated', 'acknowledged', 'resolved', 'dropped', 'rejected', 'change')),
  -- A key of the message catalogue: why an event became no alert.
  reason text,
  -- Technical and in English, beside the reason: a path, a position, what a condition said.
  detail text,
  dedup_key text,
  alert_id uuid,
  -- One row may stand for several repeats with the same content that came within a second; raw is that of the last.
  times integer not null default 1,
  raw text not null,
  -- Serves the list of a source as well; one event alone is found by the day and the range that its id names.
  primary key (org_id, source_id, id)
) partition by range (id);
create index events_by_id on events using brin (id) with (pages_per_range = 32, autosummarize = on);
create index events_by_alert on events (org_id, alert_id, id) where alert_id is not null;
call make_tenant_table('events');

-- For times that no day was made for: a clock that was wrong, a node without due loops.
create table events_default partition of events default;
call make_tenant_table('events_default');

-- The least id that an event of this day (UTC) can have.
create function first_event_id(day date) returns uuid
  language sql immutable strict parallel safe
  as $$
  select (lpad(to_hex((extract(epoch from day::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the part of the raw log for a day, if it is not there. Steps aside when the table is busy; it is asked again.
create function make_event_day(day date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
declare
  name text := 'events_' || to_char(day, 'YYYYMMDD');
begin
  if to_regclass(name) is not null then return false; end if;
  perform set_config('lock_timeout', '1s', true);
  execute format('create table public.%I partition of events for values from (%L) to (%L)',
    name, first_event_id(day), first_event_id(day + 1));
  execute format('call make_tenant_table(%L)', name);
  return true;
exception
  -- Another node made it, the table is busy, or rows of that day lie in the default part already.
  when duplicate_table or unique_violation or lock_not_available or check_violation then return false;
end $$;

-- Drops the parts of the raw log that hold nothing of this day or later, one at a time. Returns how many.
create function drop_event_days(before date) returns integer
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
declare
  name text;
  dropped integer := 0;
begin
  perform set_config('lock_timeout', '1s', true);
  for name in select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'events'::regclass and relname ~ '^events_[0-9]{8}$'
      and to_date(substr(relname, 8), 'YYYYMMDD') < before order by relname
  loop
    execute format('drop table public.%I', name);
    dropped := dropped + 1;
  end loop;
  return dropped;
exception
  when lock_not_available then return 0;
end $$;

revoke execute on function make_event_day(date), drop_event_days(date) from public;
grant execute on function make_event_day(date), drop_event_days(date) to pikett_engine;

-- What was kept before becomes one part, named after the last day that it holds, and is dropped with that day.
do $$
declare
  today date := (now() at time zone 'UTC')::date;
  name text := 'events_' || to_char(today, 'YYYYMMDD');
begin
  if not exists (select from events_before) then
    drop table events_before;
    return;
  end if;
  execute format('alter table events_before rename to %I', name);
  execute format('alter table events attach partition %I for values from (minvalue) to (%L)', name, first_event_id(today + 1));
end $$;
