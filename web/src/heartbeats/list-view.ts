import type { Heartbeat } from '../api/types.ts'

const urgency: Record<Heartbeat['status'], number> = { down: 0, late: 1, new: 2, up: 3, paused: 4 }

/** What needs a look first, then by name. `sources`: only those that raise their alerts there; undefined: all. */
export function shownHeartbeats(
  heartbeats: readonly Heartbeat[],
  query: string,
  sources: ReadonlySet<string> | undefined,
  language: string,
): Heartbeat[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const order = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  return heartbeats
    .filter(({ name, key, source }) => {
      if (sources && !sources.has(source.key)) return false
      const text = `${name} ${key} ${source.name}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort((one, other) => urgency[one.status] - urgency[other.status] || order.compare(one.name, other.name))
}

/** Ready lines for the places in which jobs are run; each reports the end, and a failure where the place knows of one. */
export function snippets(url: string): { name: 'curl' | 'cron' | 'systemd' | 'powershell' | 'tasks'; code: string }[] {
  const call = `curl -fsS -m 10 --retry 5 -o /dev/null ${url}`
  return [
    { name: 'curl', code: call },
    { name: 'cron', code: `0 3 * * * /usr/local/bin/job.sh && ${call}` },
    {
      name: 'systemd',
      code: [
        '[Service]',
        'Type=oneshot',
        'ExecStart=/usr/local/bin/job.sh',
        `ExecStopPost=/bin/sh -c 'curl -fsS -m 10 --retry 5 -o /dev/null ${url}/$EXIT_STATUS'`,
      ].join('\n'),
    },
    {
      name: 'powershell',
      code: [
        'try {',
        '  & C:\\Scripts\\job.ps1',
        `  Invoke-RestMethod -Uri '${url}' -TimeoutSec 10 | Out-Null`,
        '} catch {',
        `  Invoke-RestMethod -Uri '${url}/fail' -Method Post -Body "$_" -TimeoutSec 10 | Out-Null`,
        '  throw',
        '}',
      ].join('\n'),
    },
    {
      name: 'tasks',
      code: `schtasks /Create /SC DAILY /ST 03:00 /TN "Job" /TR "cmd /c C:\\Scripts\\job.cmd && curl.exe -fsS -m 10 --retry 5 ${url}"`,
    },
  ]
}
