-- When somebody last signed in: a people page tells who has never come.
alter table users add column last_sign_in_at timestamptz;
