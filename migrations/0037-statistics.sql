-- The tables that grow within seconds in a storm. What the planner believes of them must not be older than a few per cent of
-- their rows: with statistics from before the storm it takes an index on what waits, of which there was nothing then, and
-- reads all that waits again for each alert.

alter table alerts set (autovacuum_analyze_scale_factor = 0.03, autovacuum_vacuum_scale_factor = 0.05);
alter table escalations set (autovacuum_analyze_scale_factor = 0.03, autovacuum_vacuum_scale_factor = 0.05);
alter table pages set (autovacuum_analyze_scale_factor = 0.03);
alter table deliveries set (autovacuum_analyze_scale_factor = 0.03, autovacuum_vacuum_scale_factor = 0.05);
alter table timeline_entries set (autovacuum_analyze_scale_factor = 0.05);
