-- Storms: several pages for one contact become one message, and a contact gets no more messages than a person can bear.
-- The previous release goes on beside it: it sends each page alone and knows none of these columns.

-- What the configuration says about message limits; empty: the defaults (rules/notifications/limits.ts).
alter table organizations add column message_limits jsonb not null default '{}';

alter table deliveries
  -- What goes out first: 0 the first page of a service, 1 high priority, 2 its repeats, 3 the rest.
  add column rank smallint not null default 1,
  -- What the alert is about: its service, else its source.
  add column subject_id uuid,
  -- The message that this one became part of, written in the same transaction. Like all of this table not checked row by row.
  add column bundle_id uuid;
-- A bundle is a message of its own, for several pages of one contact; those then have the status bundled.
alter table deliveries drop constraint deliveries_kind_check;
alter table deliveries add constraint deliveries_kind_check
  check (kind in ('page', 'bundle', 'test', 'verification', 'invitation', 'password_reset'));
alter table deliveries drop constraint deliveries_status_check;
alter table deliveries add constraint deliveries_status_check
  check (status in ('planned', 'sending', 'sent', 'delivered', 'failed', 'cancelled', 'bundled'));

-- What an organization sends next.
create index deliveries_waiting on deliveries (org_id, rank, due_at) where status = 'planned';
-- How many messages a contact got lately, and the organization on a channel. A member of a bundle is no message.
create index deliveries_sent on deliveries (org_id, channel, sent_at) include (contact_id)
  where sent_at is not null and bundle_id is null;
create index deliveries_by_bundle on deliveries (org_id, bundle_id, rank, id) where bundle_id is not null;
-- Whether a person was paged for a service lately: one row per service and ten minutes.
create index deliveries_first on deliveries (org_id, user_id, subject_id, created_at) where rank = 0;

-- An answer to a bundle is one to all its alerts.
alter table answers alter column alert_id drop not null;
