// `npm run bench [-- repeats new …] [--short] [--rounds 3] [--seconds 6] [--profile]`: measures Pikett, beside a reference
// in the same run. Figures are ratios: the machine is whatever it is.
import { readOptions } from './options.ts'
import { lines } from './report.ts'
import type { Report } from './report.ts'
import { consoleViews } from './scenarios/console.ts'
import { allNew, batch, repeats } from './scenarios/intake.ts'
import { lateness } from './scenarios/lateness.ts'
import { memory } from './scenarios/memory.ts'
import { nodes } from './scenarios/nodes.ts'
import { page } from './scenarios/page.ts'
import { size } from './scenarios/size.ts'
import { storm } from './scenarios/storm.ts'
import { endAll, onStage } from './stage.ts'
import type { Stage } from './stage.ts'

const scenarios: Record<string, (stage: Stage) => Promise<Report[]>> = {
  repeats,
  new: allNew,
  batch,
  page,
  lateness,
  size,
  memory,
  nodes,
  storm,
  console: consoleViews,
}

const options = readOptions(process.argv.slice(2))
const unknown = options.names.filter((name) => !Object.hasOwn(scenarios, name))
if (unknown.length > 0)
  throw new Error(`There is no scenario ${unknown.join(', ')}; there are ${Object.keys(scenarios).join(', ')}.`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void endAll().finally(() => process.exit(130)))
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const reports: Report[] = []
for (const name of options.names.length > 0 ? options.names : Object.keys(scenarios)) {
  const own = await onStage(options, process.env.PIKETT_ALERTMANAGER, scenarios[name]!)
  for (const report of own) for (const line of lines(report)) say(line)
  reports.push(...own)
}
say(JSON.stringify({ options, reports }))
