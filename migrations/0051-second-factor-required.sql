-- Whether everybody of an organization needs a second factor. It can be tightened while the previous release runs, which
-- knows nothing of it.
alter table organizations add column require_second_factor boolean not null default false;
