/** A defect of which we know: what it changes in which file. */
export interface Defect {
  name: string
  file: string
  from: string
  to: string
}

/** Each of them must be found; one that does not fit its file any more is a red test. */
export const defects: readonly Defect[] = [
  {
    name: 'the last look does not see that the message was cancelled meanwhile',
    file: 'server/notifications/deadlines/look.ts',
    from: "sending?.status !== 'sending' || sending.tries !== claim.tries",
    to: 'sending?.tries !== claim.tries',
  },
  {
    name: 'an acknowledgement cancels no message',
    file: 'server/notifications/store/cancel.ts',
    from: "and (status in ('planned', 'sending') or",
    to: "and false and (status in ('planned', 'sending') or",
  },
  {
    name: 'a message is taken while another node sends it',
    file: 'server/notifications/store/claims.ts',
    from: "or (d.status = 'sending' and d.lease_until <= ${now}))`",
    to: "or (d.status = 'sending' and d.lease_until >= ${now}))`",
  },
  {
    name: 'the outcome of a try counts that another node has taken over',
    file: 'server/notifications/actions/outcomes.ts',
    from: "if (row?.status !== 'sending' || row.tries !== claim.tries) return",
    to: "if (row?.status !== 'sending') return",
  },
  {
    name: 'a sender has its answer before the commit',
    file: 'server/intake/judge.ts',
    from: 'const outcomes = await withinTime(commit(orgId, submissions, seal), limits.commitMs)',
    to: `commit(orgId, submissions, seal).catch(() => {})
      const outcomes = submissions.map(({ events }) => events.map(() => ({ outcome: 'created' })))`,
  },
  {
    name: 'a request that was turned away is committed all the same',
    file: 'server/intake/commit.ts',
    from: 'work.beforeCommit(() => Promise.resolve(seal()))',
    to: 'void seal',
  },
  {
    name: 'an event is folded into an alert that is over by now',
    file: 'server/alerts/store/alerts.ts',
    from: "where alerts.status <> 'resolved'\n    order by alerts.id for no key update of alerts`",
    to: 'order by alerts.id for no key update of alerts`',
  },
  {
    name: 'a step that another node has just taken is taken again',
    file: 'server/escalation/store/escalations.ts',
    from: ".where('escalations.nextAt', '<=', now)\n",
    to: '\n',
  },
  {
    name: 'an escalation goes on after the answer',
    file: 'server/escalation/store/escalations.ts',
    from: "update escalations set status = 'stopped', next_at = null, epoch",
    to: 'update escalations set epoch',
  },
  {
    name: 'a snooze stops nobody',
    file: 'server/alerts/snooze.ts',
    from: "await work.emit(alertsAnswered, { ids: [id], reason: 'snoozed', by })",
    to: '',
  },
  {
    name: 'what begins in a maintenance window pages',
    file: 'server/maintenance/screen.ts',
    from: 'return new Set(requests.map((request) => request.alertId))',
    to: 'return new Set()',
  },
  {
    name: 'a report of a job resolves nothing',
    file: 'rules/heartbeats/heartbeat.ts',
    from: "effect: heartbeat.status === 'down' ? { kind: 'resolve', reason: 'recovered' } : null }",
    to: 'effect: null }',
  },
  {
    name: 'whom an alert was taken from is paged on',
    file: 'server/escalation/by-hand/reassign.ts',
    from: "await cancelForAlerts(work, [id], 'reassigned')",
    to: 'void cancelForAlerts',
  },
]

/** The text with the defect in it. Throws when it does not fit there exactly once. */
export function plant({ name, file, from, to }: Defect, text: string): string {
  const [before, after, ...others] = text.split(from)
  if (after === undefined || others.length > 0) throw new Error(`"${name}" does not fit ${file} exactly once`)
  return `${before}${to}${after}`
}
