-- Who has put the first ten minutes away; how far one has come in them is seen from what exists.
alter table users add column welcome_dismissed_at timestamptz;
