import { formatDuration } from '../contract/durations.ts'
import type { SimulationEntryView, SimulationView } from '../contract/simulations.ts'
import type { Command, ExitCode, Surroundings } from './command.ts'
import { exit, UsageError } from './command.ts'
import { connect, sayRefusal } from './server.ts'

const options = {
  policy: { type: 'string' },
  source: { type: 'string' },
  service: { type: 'string' },
  severity: { type: 'string' },
  priority: { type: 'string' },
  at: { type: 'string' },
  until: { type: 'string' },
  unanswered: { type: 'string' },
  answer: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** `pikett simulate`: who would be paged when, on which contact. Exit code 0: somebody is reached, 1: nobody, 2: not simulated. */
export const simulate: Command = {
  name: 'simulate',
  async run(args, surroundings) {
    const { values, positionals, server } = await connect(args, options, surroundings)
    const { t, out } = surroundings
    if (positionals.length > 0) throw new UsageError(t('cli:export.noArguments'))
    const { json, ...texts } = values as { json?: boolean } & { [name: string]: string | undefined }
    const text = Buffer.from(JSON.stringify(askedOf(texts, surroundings)))
    const response = await server.send('POST', '/simulations', { text, type: 'application/json' })
    if (!response.ok) {
      // Not to be taken for "nobody is reached": nothing was simulated.
      await sayRefusal(response, '', surroundings)
      return exit.usage
    }
    const view = (await response.json()) as SimulationView
    if (json === true) out(JSON.stringify(view, null, 2))
    else tell(view, surroundings)
    return codeOf(view)
  },
}

const codeOf = ({ summary }: SimulationView): ExitCode => (summary.reached.length > 0 ? exit.done : exit.refused)

function askedOf(values: { [name: string]: string | undefined }, { t }: Surroundings): object {
  const { policy, source, service, severity, priority, at, until, unanswered, answer } = values
  if (policy === undefined && source === undefined) throw new UsageError(t('cli:simulate.whatFor'))
  if (unanswered !== undefined && answer !== undefined) throw new UsageError(t('cli:simulate.oneOf'))
  const parts = answer === undefined ? undefined : /^([^@]+)@([^@]+)$/.exec(answer)
  if (parts === null) throw new UsageError(t('cli:simulate.answerForm'))
  const names = unanswered?.split(',').map((one) => one.trim())
  return {
    policy,
    source,
    service,
    severity,
    priority,
    at,
    until,
    ...(names && { unanswered: unanswered === 'all' ? 'all' : names.filter((one) => one !== '') }),
    ...(parts && { answer: { person: parts[1], after: parts[2] } }),
  }
}

function tell(view: SimulationView, surroundings: Surroundings): void {
  const { t, out } = surroundings
  const { policy, priority, timezone } = view
  out(t('cli:simulate.title', { policy: policy.name, priority: t(`cli:simulate.priority.${priority}`), timezone }))
  out('')
  const rows = view.entries.map((entry) => rowOf(entry, timezone, surroundings))
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const row of rows)
    out(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  out('')
  tellSummary(view, surroundings)
}

/** Time, offset, what, who, contact, why. */
function rowOf(entry: SimulationEntryView, timezone: string, { t }: Surroundings): string[] {
  const { offsetSeconds, kind, message, step, round, attempt, person, channel, contact, why, via, endsAt } = entry
  const what = t(`cli:simulate.${message === null ? `kind.${kind}` : `message.${message}`}`, { step, round, attempt })
  const because = [
    via && t(`cli:simulate.via.${via.kind}`, { name: via.name ?? '' }),
    why !== null && t(`cli:simulate.why.${why}`),
    endsAt !== null && t('cli:simulate.until', { time: timeOf(endsAt, timezone) }),
  ]
  return [
    timeOf(entry.at, timezone),
    `+${offsetSeconds === 0 ? '0s' : formatDuration(offsetSeconds)}`,
    what,
    person?.name ?? '',
    channel === null ? '' : `${t(`cli:simulate.channel.${channel}`)} ${contact?.address ?? ''}`,
    because.filter(Boolean).join(', '),
  ]
}

/** With the offset: in the night in which the clocks are set back 02:30 comes twice. */
function timeOf(at: string, timezone: string): string {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(timezone)
  return `${zoned.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ')} ${zoned.offset}`
}

function tellSummary({ at, timezone, summary, notConsidered }: SimulationView, { t, out }: Surroundings): void {
  const { firstMessageAt, firstPerson, fallbackAt, neverReached, warnings } = summary
  if (firstMessageAt === null) out(t('cli:simulate.nobody'))
  else out(t('cli:simulate.first', { name: firstPerson?.name, time: timeOf(firstMessageAt, timezone) }))
  if (fallbackAt !== null) {
    const seconds = Temporal.Instant.from(fallbackAt).since(Temporal.Instant.from(at)).total('seconds')
    out(t('cli:simulate.fallback', { after: seconds === 0 ? '0s' : formatDuration(Math.round(seconds)) }))
  }
  for (const { person, why } of neverReached) {
    out(t('cli:simulate.never', { name: person.name, why: t(`cli:simulate.why.${why}`) }))
  }
  for (const { kind, steps, person } of warnings) {
    out(t(`cli:simulate.warning.${kind}`, { steps: steps.join(', '), name: person?.name }))
  }
  if (notConsidered.length === 0) return
  out('')
  out(t('cli:simulate.notConsideredTitle'))
  for (const { kind } of notConsidered) out(`- ${t(`cli:simulate.notConsidered.${kind}`)}`)
}
