-- How the last messages to a contact went, without reading through those of everybody.
create index deliveries_by_contact on deliveries (org_id, contact_id, id desc)
  where status in ('sent', 'delivered', 'failed') and kind in ('page', 'bundle', 'test');
