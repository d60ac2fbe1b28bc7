-- Several nodes: a request that wrote something and whose answer was lost is not carried out a second time.
alter table idempotent_requests add column carried_out_at timestamptz;
