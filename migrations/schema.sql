-- The schema after all migrations. Written by "npm run db:dump", compared by a test.

create table alert_group_members (
  org_id uuid not null,
  alert_id uuid not null,
  group_id uuid not null,
  score real,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  constraint alert_group_members_org_id_alert_id_fkey FOREIGN KEY (org_id, alert_id) REFERENCES alerts(org_id, id),
  constraint alert_group_members_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint alert_group_members_org_id_group_id_fkey FOREIGN KEY (org_id, group_id) REFERENCES alert_groups(org_id, id),
  constraint alert_group_members_pkey PRIMARY KEY (org_id, alert_id)
);
CREATE INDEX alert_group_members_by_group ON public.alert_group_members USING btree (org_id, group_id) WHERE (left_at IS NULL);
row level security alert_group_members enabled, forced;
policy organization on alert_group_members for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on alert_group_members to pikett_app;

create table alert_groups (
  org_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  bucket text,
  by_text boolean not null default false,
  opened_at timestamp with time zone not null,
  constraint alert_groups_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint alert_groups_org_id_lead_id_fkey FOREIGN KEY (org_id, lead_id) REFERENCES alerts(org_id, id),
  constraint alert_groups_pkey PRIMARY KEY (org_id, id),
  constraint alert_groups_org_id_lead_id_key UNIQUE (org_id, lead_id)
);
CREATE INDEX alert_groups_by_bucket ON public.alert_groups USING btree (org_id, bucket, opened_at) WHERE (bucket IS NOT NULL);
CREATE UNIQUE INDEX alert_groups_open ON public.alert_groups USING btree (org_id, bucket) WHERE ((bucket IS NOT NULL) AND (NOT by_text));
row level security alert_groups enabled, forced;
policy organization on alert_groups for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on alert_groups to pikett_app;

create table alert_holds (
  org_id uuid not null,
  alert_id uuid not null,
  reason text not null,
  data jsonb not null default '{}'::jsonb,
  until_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint alert_holds_reason_check CHECK ((reason = ANY (ARRAY['maintenance'::text, 'dependency'::text, 'group'::text, 'delay'::text, 'threshold'::text, 'suppressed'::text, 'merged'::text]))),
  constraint alert_holds_org_id_alert_id_fkey FOREIGN KEY (org_id, alert_id) REFERENCES alerts(org_id, id),
  constraint alert_holds_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint alert_holds_pkey PRIMARY KEY (org_id, alert_id)
);
CREATE INDEX alert_holds_by_cause ON public.alert_holds USING btree (org_id, ((data #>> '{cause,id}'::text[]))) WHERE ((data #>> '{cause,id}'::text[]) IS NOT NULL);
CREATE INDEX alert_holds_by_reason ON public.alert_holds USING btree (org_id, reason);
CREATE INDEX alert_holds_due ON public.alert_holds USING btree (until_at) WHERE (until_at IS NOT NULL);
row level security alert_holds enabled, forced;
policy engine on alert_holds for select to pikett_engine using (true);
policy organization on alert_holds for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on alert_holds to pikett_app;

create table alert_responders (
  org_id uuid not null,
  alert_id uuid not null,
  user_id uuid not null,
  asked_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  constraint alert_responders_org_id_alert_id_fkey FOREIGN KEY (org_id, alert_id) REFERENCES alerts(org_id, id),
  constraint alert_responders_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint alert_responders_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint alert_responders_pkey PRIMARY KEY (org_id, alert_id, user_id)
);
CREATE INDEX alert_responders_org_id_user_id_idx ON public.alert_responders USING btree (org_id, user_id);
row level security alert_responders enabled, forced;
policy organization on alert_responders for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on alert_responders to pikett_app;

create table alert_view_defaults (
  org_id uuid not null,
  user_id uuid not null,
  view_id uuid not null,
  constraint alert_view_defaults_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint alert_view_defaults_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint alert_view_defaults_org_id_view_id_fkey FOREIGN KEY (org_id, view_id) REFERENCES alert_views(org_id, id) ON DELETE CASCADE,
  constraint alert_view_defaults_pkey PRIMARY KEY (org_id, user_id)
);
CREATE INDEX alert_view_defaults_org_id_view_id_idx ON public.alert_view_defaults USING btree (org_id, view_id);
row level security alert_view_defaults enabled, forced;
policy organization on alert_view_defaults for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on alert_view_defaults to pikett_app;

create table alert_views (
  org_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  shared boolean not null default false,
  filters jsonb not null,
  created_at timestamp with time zone not null,
  constraint alert_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint alert_views_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint alert_views_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES users(org_id, id),
  constraint alert_views_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX alert_views_org_id_owner_id_idx ON public.alert_views USING btree (org_id, owner_id);
row level security alert_views enabled, forced;
policy organization on alert_views for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on alert_views to pikett_app;

create table alerts (
  org_id uuid not null,
  id uuid not null,
  number bigint not null,
  source_id uuid not null,
  dedup_key text not null,
  summary text not null,
  status text not null,
  priority text not null,
  severity text not null,
  customer_id uuid,
  service_id uuid,
  escalation_policy_id uuid,
  fields jsonb not null default '{}'::jsonb,
  links jsonb not null default '[]'::jsonb,
  images jsonb not null default '[]'::jsonb,
  count integer not null default 1,
  created_at timestamp with time zone not null,
  last_event_at timestamp with time zone not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  acknowledged_via text,
  resolved_at timestamp with time zone,
  resolved_by uuid,
  resolved_via text,
  expires_at timestamp with time zone,
  content_hash uuid,
  raise_at timestamp with time zone,
  raise_when text,
  tags text[] not null default '{}'::text[],
  snoozed_until timestamp with time zone,
  assigned_to jsonb,
  constraint alerts_check CHECK (((status = 'resolved'::text) = (resolved_at IS NOT NULL))),
  constraint alerts_check1 CHECK (((status <> 'acknowledged'::text) OR (acknowledged_at IS NOT NULL))),
  constraint alerts_check2 CHECK (((raise_at IS NULL) = (raise_when IS NULL))),
  constraint alerts_dedup_key_check CHECK (((length(dedup_key) >= 1) AND (length(dedup_key) <= 255))),
  constraint alerts_priority_check CHECK ((priority = ANY (ARRAY['high'::text, 'low'::text]))),
  constraint alerts_raise_when_check CHECK ((raise_when = ANY (ARRAY['hours_begin'::text, 'hours_end'::text]))),
  constraint alerts_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'error'::text, 'warning'::text, 'info'::text, 'unknown'::text]))),
  constraint alerts_status_check CHECK ((status = ANY (ARRAY['triggered'::text, 'acknowledged'::text, 'resolved'::text]))),
  constraint alerts_pkey PRIMARY KEY (org_id, id),
  constraint alerts_org_id_number_key UNIQUE (org_id, number)
);
CREATE INDEX alerts_by_customer ON public.alerts USING btree (org_id, customer_id, number DESC) WHERE (customer_id IS NOT NULL);
CREATE INDEX alerts_by_status ON public.alerts USING btree (org_id, number DESC) WHERE (status <> 'resolved'::text);
CREATE INDEX alerts_expire ON public.alerts USING btree (expires_at) WHERE ((expires_at IS NOT NULL) AND (status <> 'resolved'::text));
CREATE INDEX alerts_high_by_service ON public.alerts USING btree (org_id, service_id, number) WHERE ((service_id IS NOT NULL) AND (priority = 'high'::text) AND (status <> 'resolved'::text));
CREATE INDEX alerts_raise ON public.alerts USING btree (raise_at) WHERE ((raise_at IS NOT NULL) AND (status = 'triggered'::text));
CREATE INDEX alerts_snoozed ON public.alerts USING btree (snoozed_until) WHERE ((snoozed_until IS NOT NULL) AND (status = 'acknowledged'::text));
CREATE UNIQUE INDEX alerts_open ON public.alerts USING btree (org_id, source_id, dedup_key) WHERE (status <> 'resolved'::text);
row level security alerts enabled, forced;
policy engine on alerts for select to pikett_engine using (true);
policy organization on alerts for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on alerts to pikett_app;

create table answers (
  org_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  alert_id uuid,
  user_id uuid not null,
  action text not null,
  via text not null,
  at timestamp with time zone not null,
  constraint answers_action_check CHECK ((action = ANY (ARRAY['acknowledge'::text, 'resolve'::text, 'escalate'::text]))),
  constraint answers_org_id_alert_id_fkey FOREIGN KEY (org_id, alert_id) REFERENCES alerts(org_id, id),
  constraint answers_org_id_delivery_id_fkey FOREIGN KEY (org_id, delivery_id) REFERENCES deliveries(org_id, id),
  constraint answers_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint answers_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint answers_pkey PRIMARY KEY (org_id, id),
  constraint answers_org_id_delivery_id_action_key UNIQUE (org_id, delivery_id, action)
);
CREATE INDEX answers_org_id_alert_id_idx ON public.answers USING btree (org_id, alert_id);
row level security answers enabled, forced;
policy organization on answers for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on answers to pikett_app;

create table api_keys (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  token_hash bytea not null,
  role text not null,
  managed boolean not null default false,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint api_keys_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'responder'::text, 'stakeholder'::text]))),
  constraint api_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint api_keys_pkey PRIMARY KEY (org_id, id),
  constraint api_keys_org_id_key_key UNIQUE (org_id, key),
  constraint api_keys_token_hash_key UNIQUE (token_hash)
);
row level security api_keys enabled, forced;
policy engine on api_keys for select to pikett_engine using (true);
policy organization on api_keys for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on api_keys to pikett_app;

create table audit_chains (
  org_id uuid not null,
  entries bigint not null,
  head_hash bytea not null,
  seal text not null,
  constraint audit_chains_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint audit_chains_pkey PRIMARY KEY (org_id)
);
row level security audit_chains enabled, forced;
policy organization on audit_chains for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant insert, select, update on audit_chains to pikett_app;

create table audit_entries (
  org_id uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
  actor jsonb not null,
  action text not null,
  subject jsonb,
  data jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_entries_hash_check CHECK ((length(hash) = 32)),
  constraint audit_entries_previous_hash_check CHECK ((length(previous_hash) = 32)),
  constraint audit_entries_seq_check CHECK ((seq > 0)),
  constraint audit_entries_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint audit_entries_pkey PRIMARY KEY (org_id, seq)
);
CREATE INDEX audit_entries_at ON public.audit_entries USING btree (org_id, at);
row level security audit_entries enabled, forced;
policy organization on audit_entries for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant insert, select on audit_entries to pikett_app;

create table contacts (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  key text not null,
  channel text not null,
  address text not null,
  secret_sealed text,
  verified_at timestamp with time zone,
  code_hash bytea,
  code_expires_at timestamp with time zone,
  code_failures integer not null default 0,
  disabled_at timestamp with time zone,
  disabled_reason text,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  label text,
  push_keys_sealed text,
  constraint contacts_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'voice'::text, 'webhook'::text, 'push'::text]))),
  constraint contacts_push_keys CHECK (((channel = 'push'::text) = (push_keys_sealed IS NOT NULL))),
  constraint contacts_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint contacts_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint contacts_pkey PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX contacts_device ON public.contacts USING btree (org_id, address) WHERE ((channel = 'push'::text) AND (archived_at IS NULL));
CREATE UNIQUE INDEX contacts_key ON public.contacts USING btree (org_id, user_id, key) WHERE (archived_at IS NULL);
row level security contacts enabled, forced;
policy organization on contacts for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on contacts to pikett_app;

create table customers (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  support_hours jsonb,
  tier text,
  grouping jsonb,
  constraint customers_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint customers_pkey PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX customers_key ON public.customers USING btree (org_id, key) WHERE (archived_at IS NULL);
row level security customers enabled, forced;
policy organization on customers for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on customers to pikett_app;

create table deliveries (
  org_id uuid not null,
  id uuid not null,
  kind text not null,
  page_id uuid,
  alert_id uuid,
  user_id uuid not null,
  contact_id uuid,
  channel text not null,
  address text,
  content_sealed text,
  attempt integer not null,
  status text not null,
  due_at timestamp with time zone not null,
  lease_until timestamp with time zone,
  tries integer not null default 0,
  provider text,
  provider_message_id text,
  simulated boolean not null default false,
  reason text,
  detail text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  rank smallint not null default 1,
  subject_id uuid,
  bundle_id uuid,
  constraint deliveries_check CHECK (((kind = 'page'::text) = (page_id IS NOT NULL))),
  constraint deliveries_kind_check CHECK ((kind = ANY (ARRAY['page'::text, 'bundle'::text, 'test'::text, 'verification'::text, 'invitation'::text, 'password_reset'::text, 'sign_in_reset'::text]))),
  constraint deliveries_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'cancelled'::text, 'bundled'::text]))),
  constraint deliveries_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX deliveries_by_alert ON public.deliveries USING btree (org_id, alert_id, id) WHERE (alert_id IS NOT NULL);
CREATE INDEX deliveries_by_bundle ON public.deliveries USING btree (org_id, bundle_id, rank, id) WHERE (bundle_id IS NOT NULL);
CREATE INDEX deliveries_by_contact ON public.deliveries USING btree (org_id, contact_id, id DESC) WHERE ((status = ANY (ARRAY['sent'::text, 'delivered'::text, 'failed'::text])) AND (kind = ANY (ARRAY['page'::text, 'bundle'::text, 'test'::text])));
CREATE INDEX deliveries_by_page ON public.deliveries USING btree (org_id, page_id) WHERE (page_id IS NOT NULL);
CREATE INDEX deliveries_by_provider_message ON public.deliveries USING btree (org_id, provider_message_id) WHERE (provider_message_id IS NOT NULL);
CREATE INDEX deliveries_due ON public.deliveries USING btree (due_at) WHERE (status = 'planned'::text);
CREATE INDEX deliveries_failed ON public.deliveries USING btree (org_id, created_at DESC) WHERE (status = 'failed'::text);
CREATE INDEX deliveries_first ON public.deliveries USING btree (org_id, user_id, subject_id, created_at) WHERE (rank = 0);
CREATE INDEX deliveries_leased ON public.deliveries USING btree (lease_until) WHERE (status = 'sending'::text);
CREATE INDEX deliveries_sent ON public.deliveries USING btree (org_id, channel, sent_at) INCLUDE (contact_id) WHERE ((sent_at IS NOT NULL) AND (bundle_id IS NULL));
CREATE INDEX deliveries_waiting ON public.deliveries USING btree (org_id, rank, due_at) WHERE (status = 'planned'::text);
row level security deliveries enabled, forced;
policy engine on deliveries for select to pikett_engine using (true);
policy organization on deliveries for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on deliveries to pikett_app;

create table escalation_policies (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  steps jsonb not null,
  repeat_count integer not null,
  step_ends text not null,
  attempts integer not null,
  repeat_every_seconds integer not null,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  delay_seconds integer not null default 0,
  acknowledge_timeout_seconds integer,
  acknowledge_reminder_seconds integer not null default 300,
  all_at_once boolean not null default false,
  constraint escalation_policies_acknowledge_reminder_seconds_check CHECK ((acknowledge_reminder_seconds >= 0)),
  constraint escalation_policies_acknowledge_timeout_seconds_check CHECK (((acknowledge_timeout_seconds >= 60) AND (acknowledge_timeout_seconds <= 2592000))),
  constraint escalation_policies_attempts_check CHECK (((attempts >= 1) AND (attempts <= 20))),
  constraint escalation_policies_delay_seconds_check CHECK (((delay_seconds >= 0) AND (delay_seconds <= 86400))),
  constraint escalation_policies_repeat_count_check CHECK (((repeat_count >= 0) AND (repeat_count <= 100))),
  constraint escalation_policies_repeat_every_seconds_check CHECK (((repeat_every_seconds >= 1) AND (repeat_every_seconds <= 3600))),
  constraint escalation_policies_step_ends_check CHECK ((step_ends = ANY (ARRAY['attempts'::text, 'timeout'::text]))),
  constraint escalation_policies_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint escalation_policies_pkey PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX escalation_policies_key ON public.escalation_policies USING btree (org_id, key) WHERE (archived_at IS NULL);
row level security escalation_policies enabled, forced;
policy organization on escalation_policies for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on escalation_policies to pikett_app;

create table escalations (
  org_id uuid not null,
  alert_id uuid not null,
  epoch integer not null default 1,
  status text not null,
  policy jsonb not null,
  round integer not null default 0,
  step integer not null default '-1'::integer,
  next_at timestamp with time zone,
  started_at timestamp with time zone not null,
  failures integer not null default 0,
  last_error text,
  inform_at timestamp with time zone,
  remind_at timestamp with time zone,
  acknowledgement_ends_at timestamp with time zone,
  constraint escalations_check CHECK (((status = 'active'::text) OR (next_at IS NULL))),
  constraint escalations_status_check CHECK ((status = ANY (ARRAY['active'::text, 'stopped'::text, 'ended'::text]))),
  constraint escalations_pkey PRIMARY KEY (org_id, alert_id)
);
CREATE INDEX escalations_acknowledged_due ON public.escalations USING btree (LEAST(inform_at, remind_at, acknowledgement_ends_at)) WHERE (LEAST(inform_at, remind_at, acknowledgement_ends_at) IS NOT NULL);
CREATE INDEX escalations_due ON public.escalations USING btree (next_at) WHERE (next_at IS NOT NULL);
row level security escalations enabled, forced;
policy engine on escalations for select to pikett_engine using (true);
policy organization on escalations for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on escalations to pikett_app;

create table event_rule_counts (
  org_id uuid not null,
  source_id uuid not null,
  rule text not null,
  matches bigint not null default 0,
  last_match_at timestamp with time zone,
  failures bigint not null default 0,
  last_failure_at timestamp with time zone,
  last_failure text,
  constraint event_rule_counts_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint event_rule_counts_org_id_source_id_fkey FOREIGN KEY (org_id, source_id) REFERENCES sources(org_id, id),
  constraint event_rule_counts_pkey PRIMARY KEY (org_id, source_id, rule)
);
row level security event_rule_counts enabled, forced;
policy organization on event_rule_counts for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on event_rule_counts to pikett_app;

create table event_rule_hits (
  org_id uuid not null,
  source_id uuid not null,
  rule text not null,
  dedup_key text not null,
  hits jsonb not null,
  expires_at timestamp with time zone not null,
  constraint event_rule_hits_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint event_rule_hits_org_id_source_id_fkey FOREIGN KEY (org_id, source_id) REFERENCES sources(org_id, id),
  constraint event_rule_hits_pkey PRIMARY KEY (org_id, source_id, rule, dedup_key)
);
CREATE INDEX event_rule_hits_expire ON public.event_rule_hits USING btree (org_id, expires_at);
row level security event_rule_hits enabled, forced;
policy organization on event_rule_hits for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on event_rule_hits to pikett_app;

create table event_samples (
  org_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  received_at timestamp with time zone not null,
  event text not null,
  constraint event_samples_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint event_samples_org_id_source_id_fkey FOREIGN KEY (org_id, source_id) REFERENCES sources(org_id, id),
  constraint event_samples_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX event_samples_by_source ON public.event_samples USING btree (org_id, source_id, id DESC);
row level security event_samples enabled, forced;
policy organization on event_samples for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on event_samples to pikett_app;

create table events (
  org_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  received_at timestamp with time zone not null,
  outcome text not null,
  reason text,
  detail text,
  dedup_key text,
  alert_id uuid,
  times integer not null default 1,
  raw text not null,
  constraint events_outcome_check CHECK ((outcome = ANY (ARRAY['created'::text, 'repeated'::text, 'acknowledged'::text, 'resolved'::text, 'dropped'::text, 'rejected'::text, 'change'::text]))),
  constraint events_pkey PRIMARY KEY (org_id, source_id, id)
);
CREATE INDEX events_by_alert ON ONLY public.events USING btree (org_id, alert_id, id) WHERE (alert_id IS NOT NULL);
CREATE INDEX events_by_id ON ONLY public.events USING brin (id) WITH (pages_per_range='32', autosummarize='on');
row level security events enabled, forced;
policy organization on events for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on events to pikett_app;

create table events_default (
  org_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  received_at timestamp with time zone not null,
  outcome text not null,
  reason text,
  detail text,
  dedup_key text,
  alert_id uuid,
  times integer not null default 1,
  raw text not null,
  constraint events_outcome_check CHECK ((outcome = ANY (ARRAY['created'::text, 'repeated'::text, 'acknowledged'::text, 'resolved'::text, 'dropped'::text, 'rejected'::text, 'change'::text]))),
  constraint events_default_pkey PRIMARY KEY (org_id, source_id, id)
);
CREATE INDEX events_default_id_idx ON public.events_default USING brin (id) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX events_default_org_id_alert_id_id_idx ON public.events_default USING btree (org_id, alert_id, id) WHERE (alert_id IS NOT NULL);
row level security events_default enabled, forced;
policy organization on events_default for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on events_default to pikett_app;

create table former_keys (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  holder_id uuid not null,
  kind text not null,
  key_hash bytea,
  sealed text,
  tail text not null,
  replaced_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  constraint former_keys_check CHECK (((kind = 'secret'::text) = (sealed IS NOT NULL))),
  constraint former_keys_check1 CHECK (((kind = 'secret'::text) = (key_hash IS NULL))),
  constraint former_keys_kind_check CHECK ((kind = ANY (ARRAY['integration_key'::text, 'secret'::text, 'ping_key'::text]))),
  constraint former_keys_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint former_keys_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX former_keys_holder_id_idx ON public.former_keys USING btree (holder_id);
CREATE INDEX former_keys_key_hash_idx ON public.former_keys USING btree (key_hash) WHERE (key_hash IS NOT NULL);
row level security former_keys enabled, forced;
policy engine on former_keys for select to pikett_engine using (true);
policy organization on former_keys for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on former_keys to pikett_app;

create table heartbeat_pings (
  org_id uuid not null,
  id uuid not null,
  heartbeat_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  exit_status integer,
  run_id uuid,
  duration_ms integer,
  body text,
  user_agent text,
  constraint heartbeat_pings_kind_check CHECK ((kind = ANY (ARRAY['success'::text, 'start'::text, 'fail'::text, 'log'::text, 'ignored'::text]))),
  constraint heartbeat_pings_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint heartbeat_pings_org_id_heartbeat_id_fkey FOREIGN KEY (org_id, heartbeat_id) REFERENCES heartbeats(org_id, id),
  constraint heartbeat_pings_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX heartbeat_pings_by_heartbeat ON public.heartbeat_pings USING btree (org_id, heartbeat_id, id DESC);
row level security heartbeat_pings enabled, forced;
policy organization on heartbeat_pings for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on heartbeat_pings to pikett_app;

create table heartbeats (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  source_id uuid not null,
  every_seconds integer not null,
  grace_seconds integer not null,
  ping_key_hash bytea not null,
  ping_key_sealed text not null,
  status text not null,
  last_ping_at timestamp with time zone,
  last_start_at timestamp with time zone,
  last_run_id uuid,
  next_at timestamp with time zone,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint heartbeats_status_check CHECK ((status = ANY (ARRAY['new'::text, 'up'::text, 'late'::text, 'down'::text, 'paused'::text]))),
  constraint heartbeats_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint heartbeats_org_id_source_id_fkey FOREIGN KEY (org_id, source_id) REFERENCES sources(org_id, id),
  constraint heartbeats_pkey PRIMARY KEY (org_id, id),
  constraint heartbeats_ping_key_hash_key UNIQUE (ping_key_hash)
);
CREATE INDEX heartbeats_due ON public.heartbeats USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE UNIQUE INDEX heartbeats_key ON public.heartbeats USING btree (org_id, key) WHERE (archived_at IS NULL);
row level security heartbeats enabled, forced;
policy engine on heartbeats for select to pikett_engine using (true);
policy organization on heartbeats for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on heartbeats to pikett_app;

create table idempotent_requests (
  org_id uuid not null,
  actor text not null,
  key text not null,
  fingerprint bytea not null,
  status integer,
  response text,
  created_at timestamp with time zone not null,
  carried_out_at timestamp with time zone,
  constraint idempotent_requests_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint idempotent_requests_pkey PRIMARY KEY (org_id, actor, key)
);
CREATE INDEX idempotent_requests_org_id_created_at_idx ON public.idempotent_requests USING btree (org_id, created_at);
row level security idempotent_requests enabled, forced;
policy organization on idempotent_requests for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on idempotent_requests to pikett_app;

create table installation (
  name text not null,
  value text not null,
  constraint installation_pkey PRIMARY KEY (name)
);
row level security installation off;
grant delete, insert, select, update on installation to pikett_engine;

create table invitations (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  token_hash bytea not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint invitations_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint invitations_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint invitations_pkey PRIMARY KEY (org_id, id),
  constraint invitations_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX invitations_org_id_user_id_idx ON public.invitations USING btree (org_id, user_id);
row level security invitations enabled, forced;
policy engine on invitations for select to pikett_engine using (true);
policy organization on invitations for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on invitations to pikett_app;

create table key_uses (
  org_id uuid not null,
  holder_id uuid not null,
  name text not null,
  slot_at timestamp with time zone not null,
  uses bigint not null,
  refused bigint not null,
  last_at timestamp with time zone not null,
  last_sender text,
  constraint key_uses_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint key_uses_pkey PRIMARY KEY (org_id, holder_id, name, slot_at)
);
row level security key_uses enabled, forced;
policy organization on key_uses for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on key_uses to pikett_app;

create table login_accounts (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint login_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES logins(id) ON DELETE CASCADE,
  constraint login_accounts_pkey PRIMARY KEY (id)
);
CREATE INDEX login_accounts_user_id_idx ON public.login_accounts USING btree (user_id);
row level security login_accounts off;
grant delete, insert, select, update on login_accounts to pikett_login;

create table login_attempts (
  name_hash bytea not null,
  failures integer not null,
  window_ends_at timestamp with time zone not null,
  constraint login_attempts_pkey PRIMARY KEY (name_hash)
);
CREATE INDEX login_attempts_window_ends_at_idx ON public.login_attempts USING btree (window_ends_at);
row level security login_attempts off;
grant delete, insert, select, update on login_attempts to pikett_login;

create table login_challenges (
  challenge_hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint login_challenges_pkey PRIMARY KEY (challenge_hash)
);
CREATE INDEX login_challenges_expires_at_idx ON public.login_challenges USING btree (expires_at);
row level security login_challenges off;
grant delete, insert, select on login_challenges to pikett_login;

create table login_sessions (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint login_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES logins(id) ON DELETE CASCADE,
  constraint login_sessions_pkey PRIMARY KEY (id),
  constraint login_sessions_token_key UNIQUE (token)
);
CREATE INDEX login_sessions_user_id_idx ON public.login_sessions USING btree (user_id);
row level security login_sessions off;
grant delete, insert, select, update on login_sessions to pikett_login;

create table login_verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint login_verifications_pkey PRIMARY KEY (id)
);
CREATE INDEX login_verifications_identifier_idx ON public.login_verifications USING btree (identifier);
row level security login_verifications off;
grant delete, insert, select, update on login_verifications to pikett_login;

create table logins (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint logins_pkey PRIMARY KEY (id),
  constraint logins_email_key UNIQUE (email)
);
row level security logins off;
grant delete, insert, select, update on logins to pikett_login;

create table lookup_tables (
  org_id uuid not null,
  id uuid not null,
  key text not null,
  key_column text not null,
  columns jsonb not null,
  row_count integer not null,
  csv text not null,
  version uuid not null,
  managed boolean not null default false,
  updated_at timestamp with time zone not null,
  constraint lookup_tables_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint lookup_tables_pkey PRIMARY KEY (org_id, id),
  constraint lookup_tables_org_id_key_key UNIQUE (org_id, key)
);
row level security lookup_tables enabled, forced;
policy organization on lookup_tables for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on lookup_tables to pikett_app;

create table maintenance_windows (
  org_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  description text,
  time_zone text not null,
  starts text,
  ends text,
  rrule text,
  recurrence jsonb,
  everything boolean not null default false,
  source_ids uuid[] not null default '{}'::uuid[],
  service_ids uuid[] not null default '{}'::uuid[],
  customer_ids uuid[] not null default '{}'::uuid[],
  occurrence_from timestamp with time zone,
  occurrence_to timestamp with time zone,
  ended_at timestamp with time zone,
  next_at timestamp with time zone,
  created_by jsonb,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint maintenance_windows_check CHECK (((occurrence_from IS NULL) = (occurrence_to IS NULL))),
  constraint maintenance_windows_check1 CHECK ((occurrence_from < occurrence_to)),
  constraint maintenance_windows_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint maintenance_windows_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX maintenance_windows_due ON public.maintenance_windows USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX maintenance_windows_in_force ON public.maintenance_windows USING btree (org_id, occurrence_from) WHERE (occurrence_from IS NOT NULL);
CREATE UNIQUE INDEX maintenance_windows_key ON public.maintenance_windows USING btree (org_id, key) WHERE (archived_at IS NULL);
row level security maintenance_windows enabled, forced;
policy engine on maintenance_windows for select to pikett_engine using (true);
policy organization on maintenance_windows for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on maintenance_windows to pikett_app;

create table migrations (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  beside text,
  constraint migrations_pkey PRIMARY KEY (name)
);
row level security migrations off;

create table nodes (
  id uuid not null,
  name text not null,
  role text not null,
  version text not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  state jsonb not null,
  constraint nodes_pkey PRIMARY KEY (id)
);
CREATE INDEX nodes_seen ON public.nodes USING btree (seen_at);
row level security nodes off;
grant delete, insert, select, update on nodes to pikett_engine;

create table notification_rules (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  priority text not null,
  position integer not null,
  contact_id uuid,
  after_seconds integer not null,
  channel text,
  constraint notification_rules_after_seconds_check CHECK (((after_seconds >= 0) AND (after_seconds <= 86400))),
  constraint notification_rules_channel_check CHECK ((channel = 'push'::text)),
  constraint notification_rules_priority_check CHECK ((priority = ANY (ARRAY['high'::text, 'low'::text]))),
  constraint notification_rules_target CHECK ((num_nonnulls(contact_id, channel) = 1)),
  constraint notification_rules_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES contacts(org_id, id),
  constraint notification_rules_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint notification_rules_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint notification_rules_pkey PRIMARY KEY (org_id, id),
  constraint notification_rules_org_id_user_id_priority_position_key UNIQUE (org_id, user_id, priority, "position")
);
CREATE INDEX notification_rules_org_id_contact_id_idx ON public.notification_rules USING btree (org_id, contact_id);
row level security notification_rules enabled, forced;
policy organization on notification_rules for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on notification_rules to pikett_app;

create table opsgenie_alerts (
  org_id uuid not null,
  alert_id uuid not null,
  alias text not null,
  priority text not null,
  description text not null,
  entity text not null,
  source text not null,
  tags jsonb not null,
  details jsonb not null,
  actions jsonb not null,
  responders jsonb not null,
  constraint opsgenie_alerts_priority_check CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text, 'P5'::text]))),
  constraint opsgenie_alerts_org_id_alert_id_fkey FOREIGN KEY (org_id, alert_id) REFERENCES alerts(org_id, id) ON DELETE CASCADE,
  constraint opsgenie_alerts_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint opsgenie_alerts_pkey PRIMARY KEY (org_id, alert_id)
);
row level security opsgenie_alerts enabled, forced;
policy organization on opsgenie_alerts for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on opsgenie_alerts to pikett_app;

create table opsgenie_requests (
  org_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  action text not null,
  success boolean not null,
  status text not null,
  alert_id uuid,
  alias text not null,
  processed_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint opsgenie_requests_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint opsgenie_requests_org_id_source_id_fkey FOREIGN KEY (org_id, source_id) REFERENCES sources(org_id, id),
  constraint opsgenie_requests_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX opsgenie_requests_expire ON public.opsgenie_requests USING btree (expires_at);
row level security opsgenie_requests enabled, forced;
policy engine on opsgenie_requests for select to pikett_engine using (true);
policy organization on opsgenie_requests for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on opsgenie_requests to pikett_app;

create table organizations (
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  time_zone text not null default 'UTC'::text,
  language text not null default 'en'::text,
  fallback_user_id uuid,
  raw_event_days integer not null default 30,
  webhook_secret_sealed text not null,
  smtp_sealed text,
  demo boolean not null default false,
  last_alert_number bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  prune_at timestamp with time zone not null default now(),
  message_limits jsonb not null default '{}'::jsonb,
  self_test_time text default '10:00'::text,
  self_test_next_at timestamp with time zone,
  require_second_factor boolean not null default false,
  constraint organizations_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
  constraint organizations_raw_event_days_check CHECK (((raw_event_days >= 1) AND (raw_event_days <= 3650))),
  constraint organizations_self_test_time_check CHECK ((self_test_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint organizations_id_fallback_user_id_fkey FOREIGN KEY (id, fallback_user_id) REFERENCES users(org_id, id),
  constraint organizations_pkey PRIMARY KEY (id),
  constraint organizations_key_key UNIQUE (key)
);
CREATE INDEX organizations_self_test ON public.organizations USING btree (self_test_next_at);
row level security organizations enabled, forced;
policy engine on organizations for select to pikett_engine using (true);
policy organization on organizations for all to pikett_app using ((id = app_org())) with check ((id = app_org()));
grant insert, select, update on organizations to pikett_app;

create table pages (
  org_id uuid not null,
  id uuid not null,
  alert_id uuid not null,
  user_id uuid not null,
  epoch integer not null,
  round integer not null,
  step integer not null,
  reason text not null,
  created_at timestamp with time zone not null,
  kind text not null default 'page'::text,
  constraint pages_kind_check CHECK ((kind = ANY (ARRAY['page'::text, 'inform'::text, 'reminder'::text]))),
  constraint pages_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX pages_by_alert ON public.pages USING btree (org_id, alert_id, id);
row level security pages enabled, forced;
policy organization on pages for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on pages to pikett_app;

create table passkeys (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkeys_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint passkeys_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint passkeys_pkey PRIMARY KEY (org_id, id),
  constraint passkeys_credential_id_key UNIQUE (credential_id)
);
CREATE INDEX passkeys_org_id_user_id_idx ON public.passkeys USING btree (org_id, user_id);
row level security passkeys enabled, forced;
policy engine on passkeys for select to pikett_engine using (true);
policy organization on passkeys for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on passkeys to pikett_app;

create table received_mails (
  org_id uuid not null,
  source_id uuid not null,
  message_id_hash bytea not null,
  dedup_key text,
  expires_at timestamp with time zone not null,
  constraint received_mails_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint received_mails_org_id_source_id_fkey FOREIGN KEY (org_id, source_id) REFERENCES sources(org_id, id),
  constraint received_mails_pkey PRIMARY KEY (org_id, source_id, message_id_hash)
);
CREATE INDEX received_mails_expire ON public.received_mails USING btree (expires_at);
row level security received_mails enabled, forced;
policy engine on received_mails for select to pikett_engine using (true);
policy organization on received_mails for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on received_mails to pikett_app;

create table received_messages (
  org_id uuid not null,
  source_id uuid not null,
  id_hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint received_messages_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint received_messages_org_id_source_id_fkey FOREIGN KEY (org_id, source_id) REFERENCES sources(org_id, id),
  constraint received_messages_pkey PRIMARY KEY (org_id, source_id, id_hash)
);
CREATE INDEX received_messages_expire ON public.received_messages USING btree (org_id, expires_at);
row level security received_messages enabled, forced;
policy organization on received_messages for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on received_messages to pikett_app;

create table recovery_codes (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  code_hash bytea not null,
  constraint recovery_codes_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint recovery_codes_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint recovery_codes_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX recovery_codes_org_id_user_id_idx ON public.recovery_codes USING btree (org_id, user_id);
row level security recovery_codes enabled, forced;
policy organization on recovery_codes for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on recovery_codes to pikett_app;

create table round_robin_turns (
  org_id uuid not null,
  policy_id uuid not null,
  step integer not null,
  user_id uuid not null,
  turn bigint not null,
  constraint round_robin_turns_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint round_robin_turns_org_id_policy_id_fkey FOREIGN KEY (org_id, policy_id) REFERENCES escalation_policies(org_id, id),
  constraint round_robin_turns_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint round_robin_turns_pkey PRIMARY KEY (org_id, policy_id, step, user_id)
);
CREATE INDEX round_robin_turns_org_id_user_id_idx ON public.round_robin_turns USING btree (org_id, user_id);
row level security round_robin_turns enabled, forced;
policy organization on round_robin_turns for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on round_robin_turns to pikett_app;

create table sandbox_messages (
  org_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  delivery_id uuid,
  channel text not null,
  direction text not null,
  at timestamp with time zone not null,
  subject text,
  text text not null,
  html text,
  links jsonb not null default '[]'::jsonb,
  call_state text,
  spoken jsonb,
  keys jsonb,
  read_at timestamp with time zone,
  constraint sandbox_messages_call_state_check CHECK ((call_state = ANY (ARRAY['ringing'::text, 'answered'::text, 'ended'::text, 'missed'::text]))),
  constraint sandbox_messages_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'voice'::text]))),
  constraint sandbox_messages_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text]))),
  constraint sandbox_messages_org_id_delivery_id_fkey FOREIGN KEY (org_id, delivery_id) REFERENCES deliveries(org_id, id),
  constraint sandbox_messages_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint sandbox_messages_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint sandbox_messages_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX sandbox_calls_ringing ON public.sandbox_messages USING btree (at) WHERE (call_state = 'ringing'::text);
CREATE INDEX sandbox_messages_by_user ON public.sandbox_messages USING btree (org_id, user_id, id DESC);
CREATE UNIQUE INDEX sandbox_messages_by_delivery ON public.sandbox_messages USING btree (org_id, delivery_id) WHERE (direction = 'out'::text);
row level security sandbox_messages enabled, forced;
policy engine on sandbox_messages for select to pikett_engine using (true);
policy organization on sandbox_messages for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on sandbox_messages to pikett_app;

create table schedule_layer_users (
  org_id uuid not null,
  layer_id uuid not null,
  position integer not null,
  user_id uuid not null,
  constraint schedule_layer_users_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint schedule_layer_users_org_id_layer_id_fkey FOREIGN KEY (org_id, layer_id) REFERENCES schedule_layers(org_id, id) ON DELETE CASCADE,
  constraint schedule_layer_users_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint schedule_layer_users_pkey PRIMARY KEY (org_id, layer_id, "position")
);
CREATE INDEX schedule_layer_users_org_id_user_id_idx ON public.schedule_layer_users USING btree (org_id, user_id);
row level security schedule_layer_users enabled, forced;
policy organization on schedule_layer_users for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on schedule_layer_users to pikett_app;

create table schedule_layers (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  schedule_id uuid not null,
  position integer not null,
  name text not null,
  starts_on date not null,
  ends_on date,
  rotation jsonb,
  restrictions jsonb not null default '[]'::jsonb,
  constraint schedule_layers_check CHECK ((ends_on > starts_on)),
  constraint schedule_layers_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint schedule_layers_org_id_schedule_id_fkey FOREIGN KEY (org_id, schedule_id) REFERENCES schedules(org_id, id),
  constraint schedule_layers_pkey PRIMARY KEY (org_id, id),
  constraint schedule_layers_org_id_schedule_id_position_key UNIQUE (org_id, schedule_id, "position") DEFERRABLE INITIALLY DEFERRED
);
row level security schedule_layers enabled, forced;
policy organization on schedule_layers for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on schedule_layers to pikett_app;

create table schedule_overrides (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  schedule_id uuid not null,
  user_id uuid not null,
  from_local timestamp without time zone not null,
  to_local timestamp without time zone not null,
  managed boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint schedule_overrides_check CHECK ((to_local > from_local)),
  constraint schedule_overrides_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint schedule_overrides_org_id_schedule_id_fkey FOREIGN KEY (org_id, schedule_id) REFERENCES schedules(org_id, id),
  constraint schedule_overrides_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint schedule_overrides_pkey PRIMARY KEY (org_id, id),
  constraint schedule_overrides_do_not_overlap EXCLUDE USING gist (org_id WITH =, schedule_id WITH =, tsrange(from_local, to_local) WITH &&) DEFERRABLE INITIALLY DEFERRED
);
row level security schedule_overrides enabled, forced;
policy organization on schedule_overrides for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on schedule_overrides to pikett_app;

create table schedules (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  time_zone text not null,
  team_id uuid,
  customer_id uuid,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint schedules_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customers(org_id, id),
  constraint schedules_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint schedules_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES teams(org_id, id),
  constraint schedules_pkey PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX schedules_key ON public.schedules USING btree (org_id, key) WHERE (archived_at IS NULL);
row level security schedules enabled, forced;
policy organization on schedules for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on schedules to pikett_app;

create table second_factors (
  org_id uuid not null,
  user_id uuid not null,
  secret_sealed text not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  created_at timestamp with time zone not null,
  constraint second_factors_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint second_factors_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint second_factors_pkey PRIMARY KEY (org_id, user_id)
);
row level security second_factors enabled, forced;
policy organization on second_factors for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on second_factors to pikett_app;

create table self_tests (
  org_id uuid not null,
  id uuid not null,
  status text not null,
  stage text not null,
  stages jsonb not null default '[]'::jsonb,
  started_at timestamp with time zone not null,
  stage_began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  next_at timestamp with time zone,
  via text,
  link text,
  alert_id uuid,
  reason text,
  constraint self_tests_check CHECK (((status = 'running'::text) = (next_at IS NOT NULL))),
  constraint self_tests_stage_check CHECK ((stage = ANY (ARRAY['intake'::text, 'page'::text, 'acknowledge'::text, 'resolve'::text]))),
  constraint self_tests_status_check CHECK ((status = ANY (ARRAY['running'::text, 'passed'::text, 'failed'::text]))),
  constraint self_tests_via_check CHECK ((via = ANY (ARRAY['public'::text, 'internal'::text]))),
  constraint self_tests_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint self_tests_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX self_tests_due ON public.self_tests USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE UNIQUE INDEX self_tests_running ON public.self_tests USING btree (org_id) WHERE (status = 'running'::text);
row level security self_tests enabled, forced;
policy engine on self_tests for select to pikett_engine using (true);
policy organization on self_tests for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on self_tests to pikett_app;

create table service_dependencies (
  org_id uuid not null,
  service_id uuid not null,
  depends_on_id uuid not null,
  constraint service_dependencies_check CHECK ((service_id <> depends_on_id)),
  constraint service_dependencies_org_id_depends_on_id_fkey FOREIGN KEY (org_id, depends_on_id) REFERENCES services(org_id, id),
  constraint service_dependencies_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint service_dependencies_org_id_service_id_fkey FOREIGN KEY (org_id, service_id) REFERENCES services(org_id, id),
  constraint service_dependencies_pkey PRIMARY KEY (org_id, service_id, depends_on_id)
);
CREATE INDEX service_dependencies_org_id_depends_on_id_idx ON public.service_dependencies USING btree (org_id, depends_on_id);
row level security service_dependencies enabled, forced;
policy organization on service_dependencies for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on service_dependencies to pikett_app;

create table services (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  customer_id uuid,
  criticality text not null,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint services_criticality_check CHECK ((criticality = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text]))),
  constraint services_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customers(org_id, id),
  constraint services_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint services_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX services_org_id_customer_id_idx ON public.services USING btree (org_id, customer_id);
CREATE UNIQUE INDEX services_key ON public.services USING btree (org_id, key) WHERE (archived_at IS NULL);
row level security services enabled, forced;
policy organization on services for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on services to pikett_app;

create table sources (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  type text not null,
  escalation_policy_id uuid,
  customer_id uuid,
  service_id uuid,
  integration_key_hash bytea,
  integration_key_sealed text,
  options jsonb not null default '{}'::jsonb,
  priorities jsonb not null default '{}'::jsonb,
  enabled boolean not null default true,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  secret_sealed text,
  rules jsonb not null default '[]'::jsonb,
  grouping jsonb,
  constraint sources_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customers(org_id, id),
  constraint sources_org_id_escalation_policy_id_fkey FOREIGN KEY (org_id, escalation_policy_id) REFERENCES escalation_policies(org_id, id),
  constraint sources_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint sources_org_id_service_id_fkey FOREIGN KEY (org_id, service_id) REFERENCES services(org_id, id),
  constraint sources_pkey PRIMARY KEY (org_id, id),
  constraint sources_integration_key_hash_key UNIQUE (integration_key_hash)
);
CREATE UNIQUE INDEX sources_key ON public.sources USING btree (org_id, key) WHERE (archived_at IS NULL);
row level security sources enabled, forced;
policy engine on sources for select to pikett_engine using (true);
policy organization on sources for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on sources to pikett_app;

create table team_members (
  org_id uuid not null,
  team_id uuid not null,
  user_id uuid not null,
  position integer not null,
  constraint team_members_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint team_members_org_id_team_id_fkey FOREIGN KEY (org_id, team_id) REFERENCES teams(org_id, id),
  constraint team_members_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint team_members_pkey PRIMARY KEY (org_id, team_id, user_id)
);
CREATE INDEX team_members_org_id_user_id_idx ON public.team_members USING btree (org_id, user_id);
row level security team_members enabled, forced;
policy organization on team_members for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on team_members to pikett_app;

create table teams (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint teams_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint teams_pkey PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX teams_key ON public.teams USING btree (org_id, key) WHERE (archived_at IS NULL);
row level security teams enabled, forced;
policy organization on teams for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on teams to pikett_app;

create table timeline_entries (
  org_id uuid not null,
  id uuid not null,
  alert_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  actor jsonb,
  data jsonb not null default '{}'::jsonb,
  constraint timeline_entries_pkey PRIMARY KEY (org_id, alert_id, id)
);
row level security timeline_entries enabled, forced;
policy organization on timeline_entries for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on timeline_entries to pikett_app;

create table trusted_devices (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  token_hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint trusted_devices_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint trusted_devices_org_id_user_id_fkey FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, id),
  constraint trusted_devices_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX trusted_devices_org_id_user_id_idx ON public.trusted_devices USING btree (org_id, user_id);
row level security trusted_devices enabled, forced;
policy organization on trusted_devices for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on trusted_devices to pikett_app;

create table users (
  org_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  email text not null,
  role text not null,
  language text,
  time_zone text,
  login_id text,
  managed boolean not null default false,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  kind text not null default 'person'::text,
  last_sign_in_at timestamp with time zone,
  welcome_dismissed_at timestamp with time zone,
  constraint users_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'self_test'::text]))),
  constraint users_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
  constraint users_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'responder'::text, 'stakeholder'::text]))),
  constraint users_login_id_fkey FOREIGN KEY (login_id) REFERENCES logins(id),
  constraint users_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations(id),
  constraint users_pkey PRIMARY KEY (org_id, id)
);
CREATE INDEX users_by_email ON public.users USING btree (lower(email)) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX users_email ON public.users USING btree (org_id, lower(email)) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX users_key ON public.users USING btree (org_id, key) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX users_login ON public.users USING btree (login_id) WHERE (login_id IS NOT NULL);
row level security users enabled, forced;
policy engine on users for select to pikett_engine using (true);
policy organization on users for all to pikett_app using ((org_id = app_org())) with check ((org_id = app_org()));
grant delete, insert, select, update on users to pikett_app;

create table watch_looks (
  name text not null,
  next_at timestamp with time zone not null,
  node_id uuid,
  state jsonb,
  constraint watch_looks_pkey PRIMARY KEY (name)
);
row level security watch_looks off;
grant insert, select, update on watch_looks to pikett_engine;

CREATE OR REPLACE FUNCTION public.app_org()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('pikett.org', true), '')::uuid $function$
;
CREATE OR REPLACE FUNCTION public.create_login(login_name text, password_hash text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  login_id text := uuidv7()::text;
begin
  insert into logins (id, name, email, email_verified) values (login_id, login_name, login_id || '@login.invalid', true);
  insert into login_accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
    values (uuidv7()::text, login_id, login_id, 'credential', password_hash, now(), now());
  return login_id;
end $function$
;
CREATE OR REPLACE FUNCTION public.drop_event_days(before date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION public.first_event_id(day date)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select (lpad(to_hex((extract(epoch from day::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$function$
;
CREATE OR REPLACE PROCEDURE public.let_engine_find(IN table_name regclass, IN columns text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('create policy engine on %s for select to pikett_engine using (true)', table_name);
  execute format('grant select (%s) on %s to pikett_engine', columns, table_name);
end $procedure$
;
CREATE OR REPLACE FUNCTION public.make_event_day(day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
end $function$
;
CREATE OR REPLACE PROCEDURE public.make_tenant_table(IN table_name regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format('create policy organization on %s to pikett_app using (org_id = app_org()) with check (org_id = app_org())', table_name);
  execute format('grant select, insert, update, delete on %s to pikett_app', table_name);
end $procedure$
;
