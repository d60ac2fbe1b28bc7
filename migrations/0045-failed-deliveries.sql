-- What did not arrive lately is asked for by every start page; few deliveries are in this index.
create index deliveries_failed on deliveries (org_id, created_at desc) where status = 'failed';
