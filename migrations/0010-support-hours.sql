-- Support hours of customers, and alerts that rise from low to high when the hours turn.

-- {"timeZone": "Europe/Berlin", "hours": [{"days": ["Mon"], "from": "08:00", "to": "18:00"}], "holidays": ["2026-12-25"]}
alter table customers add column support_hours jsonb;

alter table alerts
  -- Rises to high priority then, unless somebody has answered: the instant at which the hours of its customer turn.
  add column raise_at timestamptz,
  add column raise_when text check (raise_when in ('hours_begin', 'hours_end')),
  add check ((raise_at is null) = (raise_when is null));
create index alerts_raise on alerts (raise_at) where raise_at is not null and status = 'triggered';
grant select (raise_at) on alerts to pikett_engine;
