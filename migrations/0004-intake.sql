-- Intake: what exactly was wrong with an event, and when the raw events of an organization are pruned next.

-- Technical and in English, beside the reason: a path, a position, what a condition said.
alter table events add column detail text;

-- Raw events and remembered answers that are too old are deleted then, a bounded number at a time.
alter table organizations add column prune_at timestamptz not null default now();
grant select (prune_at) on organizations to pikett_engine;
