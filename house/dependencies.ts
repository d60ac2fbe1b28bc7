import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const HOUSE = join(import.meta.dirname, '..')
const FOLDERS = ['contract', 'rules', 'messages', 'server', 'cli', 'web', 'e2e', 'bench', 'faults', 'house']
const SOURCE = '**/*.{ts,tsx}'

/** One import that a rule forbids. Paths are relative to the folder that was read. */
export type Violation = { rule: string; from: string; to: string; why: string }
export type DependencyReport = { violations: Violation[]; modules: number; files: number }

type CruiseOutput = {
  modules: { source: string }[]
  summary: {
    violations: { from: string; to: string; rule: { name: string } }[]
    ruleSetUsed: { forbidden: { name: string; comment: string }[] }
  }
}

/**
 * Reads every import below `root` and judges it by the rules of the house. `files` counts the sources on the disk and
 * `modules` those that the tool really read: with a compiler it does not know it reads none and finds all in order.
 */
export async function readDependencies(root: string = HOUSE): Promise<DependencyReport> {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)))
  const tool = join(HOUSE, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = join(HOUSE, '.dependency-cruiser.mjs')
  const args = [tool, '--config', config, '--output-type', 'json', ...folders]
  // Listed before the tool reads: a file that is written meanwhile is the next run's.
  const files = folders.flatMap((folder) => globSync(`${folder}/${SOURCE}`, { cwd: root, exclude: ['**/dist/**'] }))
  // The tool's exit code is the number of violations; the report says it better.
  const stdout = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 1 << 28 })
    .then((done) => done.stdout)
    .catch((failed: { stdout?: string; stderr?: string }) => {
      if (failed.stdout?.startsWith('{')) return failed.stdout
      throw new Error(`the dependency rules could not be read: ${failed.stderr ?? 'no reason given'}`)
    })
  const { modules, summary } = JSON.parse(stdout) as CruiseOutput
  const whyByRule = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]))
  const own = new Set(modules.map(({ source }) => source))
  return {
    violations: summary.violations.map(({ from, to, rule }) => ({
      rule: rule.name,
      from,
      to,
      why: whyByRule.get(rule.name) ?? '',
    })),
    modules: files.filter((file) => own.has(file)).length,
    files: files.filter((file) => !file.endsWith('.generated.ts')).length,
  }
}
