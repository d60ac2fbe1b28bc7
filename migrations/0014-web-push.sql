-- Devices: a browser that shows pages as notifications (Web Push, RFC 8030) is a contact of its person.

alter table contacts drop constraint contacts_channel_check;
alter table contacts add constraint contacts_channel_check check (channel in ('email', 'sms', 'voice', 'webhook', 'push'));
-- What the person calls the device, and the keys that only it can decrypt with.
alter table contacts add column label text;
alter table contacts add column push_keys_sealed text;
alter table contacts add constraint contacts_push_keys check ((channel = 'push') = (push_keys_sealed is not null));
-- A browser shows the pages of one person of an organization.
create unique index contacts_device on contacts (org_id, address) where channel = 'push' and archived_at is null;

-- A rule names one contact, or all devices of the person.
alter table notification_rules alter column contact_id drop not null;
alter table notification_rules add column channel text check (channel = 'push');
alter table notification_rules add constraint notification_rules_target check (num_nonnulls(contact_id, channel) = 1);
