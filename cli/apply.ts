import { readFile } from 'node:fs/promises'
import type { Command, Surroundings } from './command.ts'
import { exit, UsageError } from './command.ts'
import { connect, sayRefusal } from './server.ts'

interface Change {
  noun: string
  key: string
  action: 'create' | 'update' | 'remove'
  fields: string[]
}

const signByAction = { create: '+', update: '~', remove: '-' } as const

/** `pikett apply FILE`: brings an organization in line with a configuration file. */
export const apply: Command = {
  name: 'apply',
  async run(args, surroundings) {
    const options = { 'dry-run': { type: 'boolean' } } as const
    const { values, positionals, server } = await connect(args, options, surroundings)
    const [named, ...rest] = positionals
    // `pikett export | pikett apply` reads what is piped in.
    const file = named ?? (surroundings.hasInput ? '-' : undefined)
    if (file === undefined || rest.length > 0) throw new UsageError(surroundings.t('cli:apply.oneFile'))
    const text = await read(file, surroundings)
    if (text === undefined) return exit.refused
    const dryRun = values['dry-run'] === true
    const body = { text, type: 'text/yaml' }
    const response = await server.send('POST', dryRun ? '/config?dryRun=true' : '/config', body)
    if (!response.ok) return sayRefusal(response, file === '-' ? '<stdin>' : file, surroundings)
    const { changes } = (await response.json()) as { changes: Change[] }
    say(changes, dryRun, surroundings)
    return exit.done
  },
}

async function read(file: string, { t, err, readInput }: Surroundings): Promise<Buffer | undefined> {
  try {
    return await (file === '-' ? readInput() : readFile(file))
  } catch (error) {
    err(t('cli:apply.unreadable', { file, reason: (error as Error).message }))
    return undefined
  }
}

function say(changes: readonly Change[], dryRun: boolean, { t, out }: Surroundings): void {
  for (const { noun, key, action, fields } of changes) {
    const what = `${signByAction[action]} ${t(`cli:noun.${noun}`)} ${key}`
    out(fields.length > 0 ? `${what}: ${fields.join(', ')}` : what)
  }
  if (changes.length === 0) out(t('cli:apply.none'))
  else out(t(dryRun ? 'cli:apply.wouldChange' : 'cli:apply.changed', { count: changes.length }))
}
