-- What the sender of a source proves itself with, sealed: the secret of its signature, or the password in its header.
alter table sources add column secret_sealed text;
