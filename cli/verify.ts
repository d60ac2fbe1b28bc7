import { z } from 'zod'
import type { Verification } from '../contract/audit.ts'
import { BrokenLine, checkAuditFile } from './audit-file.ts'
import type { Command, ExitCode, Surroundings } from './command.ts'
import { exit, UsageError } from './command.ts'
import type { Server } from './server.ts'
import { connect, sayRefusal } from './server.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** `pikett verify`: checks the audit log of every organization that the caller may see, or an exported one without a server. */
export const verify: Command = {
  name: 'verify',
  async run(args, surroundings) {
    const options = { expect: { type: 'string' }, file: { type: 'string' } } as const
    const { values, positionals, server } = await connect(args, options, surroundings)
    const { t } = surroundings
    const { expect, file, organization } = values as { [name: string]: string | undefined }
    if (positionals.length > 0) throw new UsageError(t('cli:export.noArguments'))
    if (expect !== undefined && !hash.safeParse(expect).success) throw new UsageError(t('cli:verify.notAHash'))
    if (file !== undefined) return verifyFile(file, expect, surroundings)
    return verifyServer(server, organization, expect, surroundings)
  },
}

/** What is said of one log. */
type Result = Pick<Verification, 'entries' | 'head'> & { problem: { seq: number; kind: string } | null }

async function verifyFile(path: string, expect: string | undefined, surroundings: Surroundings): Promise<ExitCode> {
  const { t, err } = surroundings
  try {
    const { entries, head, problem } = await checkAuditFile(path, expect)
    return say(path, { entries, head, problem: problem ?? null }, surroundings)
  } catch (error) {
    if (error instanceof BrokenLine) err(t('cli:verify.broken', { file: path, line: error.line }))
    else err(t('cli:apply.unreadable', { file: path, reason: (error as Error).message }))
    return exit.usage
  }
}

async function verifyServer(
  server: Server,
  organization: string | undefined,
  expect: string | undefined,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const listed = await server.send('GET', '/organizations')
  if (!listed.ok) return refused(listed, surroundings)
  const { items } = (await listed.json()) as { items: { key: string; name: string }[] }
  const chosen = organization === undefined ? items : items.filter((one) => one.key === organization)
  if (expect !== undefined && chosen.length !== 1) throw new UsageError(surroundings.t('cli:verify.oneOrganization'))
  let code: ExitCode = exit.done
  for (const { key, name } of chosen) {
    const body = { text: Buffer.from(JSON.stringify(expect === undefined ? {} : { expect })), type: 'application/json' }
    const response = await server.send('POST', '/audit/verify', body, { 'x-pikett-organization': key })
    if (!response.ok) return refused(response, surroundings)
    const { entries, head, firstProblem: problem } = (await response.json()) as Verification
    if (say(`${name} (${key})`, { entries, head, problem }, surroundings) !== exit.done) code = exit.refused
  }
  return code
}

/** Not to be taken for a broken chain: nothing was checked. */
async function refused(response: Response, surroundings: Surroundings): Promise<ExitCode> {
  await sayRefusal(response, '', surroundings)
  return exit.usage
}

function say(name: string, { entries, head, problem }: Result, { t, out, err }: Surroundings): ExitCode {
  if (problem === null) {
    out(t('cli:verify.whole', { name, count: entries }))
    out(t('cli:verify.head', { entries: head.entries, hash: head.hash }))
    return exit.done
  }
  err(t('cli:verify.problem', { name, meaning: t(`audit:problem.${problem.kind}`, { ...problem }) }))
  return exit.refused
}
