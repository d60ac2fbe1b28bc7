import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import type { Severity } from '../../../../contract/keys.ts'
import { severityOf } from '../../../../rules/intake/severity.ts'
import type { Mail } from './mail.ts'
import { bareSubject, saysWellAgain, topicOf } from './subject.ts'

/** What a mail was understood as. `about` is what it is about, before it becomes a key. */
export interface Understood {
  action: AlertEvent['action']
  about: string
  severity?: Severity
  reason?: IntakeReason
}

/** How one monitoring system writes its subjects (wire A16, "Ready regexes"). */
interface Known {
  subject: RegExp
  read: (found: readonly string[], mail: Mail) => Understood | undefined
}

const isWell = (state: string) => /^(?:ok|up)$/i.test(state)

/** PROBLEM, RECOVERY and the other kinds of notification of Nagios and Icinga. */
function byKind(kind: string, state: string, about: string): Understood {
  const plain = kind.toUpperCase()
  if (plain === 'RECOVERY' || (plain === 'PROBLEM' && isWell(state))) return { action: 'resolve', about }
  if (plain === 'ACKNOWLEDGEMENT') return { action: 'acknowledge', about }
  if (plain.startsWith('DOWNTIME')) return { action: 'ignore', reason: 'downtime', about }
  if (plain === 'CUSTOM') return { action: 'ignore', reason: 'comment', about }
  if (plain.startsWith('FLAPPING') && plain !== 'FLAPPINGSTART') {
    return isWell(state) ? { action: 'resolve', about } : { action: 'ignore', reason: 'no_change_of_state', about }
  }
  return { action: 'trigger', about, severity: severityOf(state) }
}

const knownSenders: readonly Known[] = [
  {
    // Nagios: ** PROBLEM Service Alert: web-07/Disk is CRITICAL **
    subject: /^\*\* (\w+) (Host|Service) Alert: (\S.*) is (\w+) \*\*$/i,
    read: ([, kind = '', , object = '', state = '']) => byKind(kind, state, object),
  },
  {
    // Icinga 2: [PROBLEM] Disk on web-07 is CRITICAL!
    subject: /^\[(PROBLEM|RECOVERY|ACKNOWLEDGEMENT|CUSTOM|DOWNTIME\w*|FLAPPING\w*)\] (\S.*) is (\w+)!$/i,
    read: ([, kind = '', object = '', state = '']) => byKind(kind, state, object),
  },
  {
    // Checkmk: Check_MK: web-07/Filesystem / OK -> CRIT
    subject: /^Check_?MK: (\S.*?) (OK|UP|WARN|CRIT|UNKN|UNKNOWN|DOWN|UNREACH|PEND) ?-> ?(\w+)$/i,
    read: ([, object = '', , state = '']) =>
      byKind('PROBLEM', /^unreach$/i.test(state) ? 'unreachable' : state, object),
  },
  {
    // Zabbix: Problem: …, Resolved in 5m: …, Updated problem in 5m: …; the number stands in the body.
    subject: /^(Problem|Resolved in [^:]{1,40}|Updated problem in [^:]{1,40}): (.+)$/i,
    read: ([, kind = '', name = ''], { text }) => {
      const id = /^Original problem ID: (\d{1,20})\s*$/im.exec(text)?.[1]
      const about = id === undefined ? topicOf(name) : `zabbix ${id}`
      if (/^resolved/i.test(kind)) return { action: 'resolve', about }
      if (/^updated/i.test(kind)) return { action: isAcknowledged(text) ? 'acknowledge' : 'change', about }
      return { action: 'trigger', about, severity: severityOf(/^Severity: (.{1,40})$/im.exec(text)?.[1] ?? '') }
    },
  },
  {
    // Alertmanager and Grafana: [FIRING:2] DiskFull, [RESOLVED] DiskFull
    subject: /^\[(FIRING|RESOLVED)(?::\d{1,6}(?:, ?RESOLVED:\d{1,6})?)?\] ?(.+)$/i,
    read: ([, kind = '', name = '']) => ({
      action: /^resolved/i.test(kind) ? 'resolve' : 'trigger',
      about: name.trim().toLowerCase(),
    }),
  },
  {
    // Veeam: [Failed] Backup Job 1 (3 machines) 1 failed, 2 succeeded
    subject: /^\[(Success|Warning|Failed)\] (.+)$/i,
    read: ([, result = '', job = '']) => ({
      action: /^success$/i.test(result) ? 'resolve' : 'trigger',
      about: topicOf(job.replace(/\(\d+ (?:machines?|VMs?|objects?|Maschinen?|Objekte?)\).*$/i, '')),
      severity: /^failed$/i.test(result) ? 'error' : 'warning',
    }),
  },
  {
    // Datto RMM, through a template that names the alert: Alert{…}
    subject: /Alert\{([^}]{1,200})\}/i,
    read: ([, uid = ''], { subject }) => ({ action: saysWellAgain(subject) ? 'resolve' : 'trigger', about: uid }),
  },
]

const isAcknowledged = (text: string) => /\backnowledged\b/i.test(text.slice(0, 4_000))

/** Whatever reported with great urgency says so in its headers. */
function urgency({ headers }: Mail): Pick<Understood, 'severity'> {
  const importance = headers.get('importance')?.[0] ?? headers.get('x-msmail-priority')?.[0] ?? ''
  const isUrgent = /^high$/i.test(importance.trim()) || /^[12]\b/.test(headers.get('x-priority')?.[0]?.trim() ?? '')
  return isUrgent ? { severity: 'critical' } : {}
}

/** A mail without rules: as its sender is known to write, else by the words of its subject. */
export function understand(mail: Mail): Understood {
  const subject = bareSubject(mail.subject)
  for (const { subject: pattern, read } of knownSenders) {
    const found = pattern.exec(subject)
    const understood = found === null ? undefined : read(found, mail)
    if (understood) return { ...urgency(mail), ...understood }
  }
  const action = saysWellAgain(mail.subject) ? 'resolve' : 'trigger'
  return { action, about: topicOf(mail.subject) || mail.subject, ...urgency(mail) }
}
