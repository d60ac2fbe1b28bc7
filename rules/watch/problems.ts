import type { Finding } from './findings.ts'

/** A finding over time. It is told after two looks in a row, and over when it was not found for five minutes. */
export interface Problem extends Finding {
  looks: number
  /** Since when it is not found any more; null while it is. */
  wellSince: string | null
  raised: boolean
}

const looksToRaise = 2
const wellMinutes = 5

export interface Judged {
  problems: Problem[]
  /** To be told now. */
  raise: Problem[]
  /** Told before, and over. */
  resolve: Problem[]
}

/**
 * What to tell after one look. Something that comes and goes is told once: it must be away for five minutes before it is
 * over, and be found twice before it begins.
 */
export function judgeProblems(before: readonly Problem[], findings: readonly Finding[], now: Temporal.Instant): Judged {
  const foundByKey = new Map(findings.map((finding) => [finding.key, finding]))
  const beforeByKey = new Map(before.map((problem) => [problem.key, problem]))
  const present = findings.map((finding): Problem => {
    const known = beforeByKey.get(finding.key)
    return { ...finding, looks: (known?.looks ?? 0) + 1, wellSince: null, raised: known?.raised ?? false }
  })
  const absent = before
    // What was never told is forgotten at once: the next time counts from the beginning.
    .filter((problem) => problem.raised && !foundByKey.has(problem.key))
    .map((problem): Problem => ({ ...problem, wellSince: problem.wellSince ?? now.toString() }))
  const over = absent.filter((problem) => isOver(problem, now))
  const raise = present.filter((problem) => !problem.raised && problem.looks >= looksToRaise)
  const told = present.map((problem) => (raise.includes(problem) ? { ...problem, raised: true } : problem))
  return { problems: [...told, ...absent.filter((problem) => !over.includes(problem))], raise, resolve: over }
}

function isOver({ wellSince }: Problem, now: Temporal.Instant): boolean {
  if (wellSince === null) return false
  return Temporal.Instant.compare(now, Temporal.Instant.from(wellSince).add({ minutes: wellMinutes })) >= 0
}
