/** Conditions to begin with, by what senders of a type put into their events. `name` is in the catalogue. */
interface Example {
  name: 'severity' | 'text' | 'night' | 'weekend' | 'field' | 'hosts' | 'label' | 'status'
  condition: string
}

const everywhere: readonly Example[] = [
  { name: 'severity', condition: 'event.severity == "info"' },
  { name: 'text', condition: 'event.summary.contains("packet loss")' },
  { name: 'night', condition: 'time.clock >= "22:00" || time.clock < "06:00"' },
  { name: 'weekend', condition: 'time.weekday in ["Sat", "Sun"]' },
]

const hosts: readonly Example[] = [{ name: 'hosts', condition: 'has(fields.host) && fields.host.startsWith("lab-")' }]

const byType: Readonly<Record<string, readonly Example[]>> = {
  alertmanager: [{ name: 'label', condition: 'has(fields.job) && fields.job == "node"' }],
  grafana: [{ name: 'label', condition: 'fields["labels.team"] == "storage"' }],
  email: [{ name: 'text', condition: 'event.summary.startsWith("[Backup]")' }],
  webhook: [{ name: 'status', condition: 'has(raw.state) && raw.state == "degraded"' }],
  zabbix: hosts,
  checkmk: hosts,
  icinga: hosts,
  nagios: hosts,
  prtg: [{ name: 'field', condition: 'has(fields.group) && fields.group == "Lab"' }],
}

export function examplesFor(type: string): readonly Example[] {
  const own = byType[type] ?? [{ name: 'field' as const, condition: 'has(fields.site) && fields.site == "lab"' }]
  return [...own, ...everywhere.filter(({ name }) => !own.some((one) => one.name === name))]
}
