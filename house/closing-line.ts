import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'
import { writeFileSync } from 'node:fs'

/** What a run came to. A file that could not even be loaded counts as one failed test: it must never look like no test. */
export type Tally = { passed: number; failed: number; skipped: number }

type Counted = Pick<TestModule, 'state' | 'errors' | 'children'>

/** Counts the tests of the files that ran. */
export function tally(modules: readonly Counted[], reason: TestRunEndReason, unhandledErrors: number): Tally {
  const sum: Tally = { passed: 0, failed: unhandledErrors, skipped: 0 }
  for (const file of modules) {
    const before = sum.failed
    for (const test of file.children.allTests()) {
      const state = test.result().state
      if (state === 'passed') sum.passed += 1
      else if (state === 'failed') sum.failed += 1
      else sum.skipped += 1
    }
    if (file.state() === 'failed' && sum.failed === before) sum.failed += 1
  }
  if (reason !== 'passed' && sum.failed === 0) sum.failed = 1
  return sum
}

/** The one line that people and scripts read, alone on its line. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** Prints the closing line, or leaves it in the file that PIKETT_TEST_TALLY names, for a caller that has more to say. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const sum = tally(modules, reason, errors.length)
    const file = process.env.PIKETT_TEST_TALLY
    if (file) writeFileSync(file, JSON.stringify(sum))
    else process.on('exit', () => process.stdout.write(`${closingLine(sum)}\n`))
  }
}
