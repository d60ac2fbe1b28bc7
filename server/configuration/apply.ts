import { createOrganization, hasSecondFactor } from '../identity/index.ts'
import { Fault } from '../kernel/fault.ts'
import type { FieldProblem } from '../kernel/fault.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Actor } from '../kernel/http/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { SyncChange } from '../kernel/sync.ts'
import { judgeRequired } from './items/hands.ts'
import type { Standing } from './judge.ts'
import { judge } from './judge.ts'
import { auditApplied } from './note.ts'
import { invalid } from './read.ts'
import { listOwnContacts, listOwnKeys, lockConfiguration } from './store.ts'
import type { Applied, ItemByNoun, ListNoun, Parts, ReadFile } from './types.ts'
import { listNouns } from './types.ts'

/** What a console reads again after a file was applied. */
export const setupTopics = ['setup', 'oncall', 'sources', 'heartbeats', 'maintenance'] as const

/** Thrown to roll a dry run back; carries what would have been done. */
class DryRun extends Error {
  readonly changes: SyncChange[]
  constructor(changes: SyncChange[]) {
    super('dry run')
    this.changes = changes
  }
}

/** Whether only to say what would change, and who wants it. */
export interface How {
  dryRun: boolean
  actor: Actor
}

/**
 * Applies a file to an organization in one transaction: a bad file changes nothing, the same file twice changes nothing. A
 * dry run is the very same, rolled back. Throws invalid_config. Escalations that run are not touched: their policy is frozen.
 */
export async function applyFile(
  kernel: Kernel,
  parts: Parts,
  orgId: string,
  read: ReadFile,
  { dryRun, actor }: How,
): Promise<Applied> {
  return unlessDry(read, () =>
    kernel.work.inOrganization(orgId, async (work) => {
      const changes = await applyInWork(kernel, parts, work, read, actor)
      if (dryRun) throw new DryRun(changes)
      return changes
    }),
  )
}

/**
 * Makes the organization that a file describes and applies the file to it, in one transaction; when it is there already
 * (another node was faster), only applies the file. `key` is the key under which it was asked for.
 */
export async function applyToNew(
  kernel: Kernel,
  parts: Parts,
  key: string,
  read: ReadFile,
  how: How,
): Promise<Applied> {
  const { dryRun, actor } = how
  const details = await detailsOf(read, key)
  let existing: string | undefined
  const applied = await unlessDry(read, async () => {
    const changes: SyncChange[] = [{ noun: 'organization', key, action: 'create', fields: [] }]
    const { orgId, created } = await createOrganization(kernel, details, async (work) => {
      const rest = await applyInWork(kernel, parts, work, { ...read, organizationKey: key }, actor)
      if (dryRun) throw new DryRun([...changes, ...rest])
      changes.push(...rest)
    })
    if (!created) existing = orgId
    return created ? changes : []
  })
  return existing === undefined ? applied : applyFile(kernel, parts, existing, read, how)
}

async function detailsOf(read: ReadFile, key: string) {
  const { organization } = read.file
  const finding =
    organization === undefined
      ? { path: [], message: 'There is no organization yet: the file needs "organization" with at least a name.' }
      : organization.key !== key
        ? { path: ['organization', 'key'], message: otherOrganization(organization.key, key) }
        : undefined
  if (finding) throw invalid(await read.place([finding]))
  const { name, timezone, language } = organization!
  return { key, name, timezone, language }
}

async function unlessDry(read: ReadFile, act: () => Promise<SyncChange[]>): Promise<Applied> {
  try {
    return { changes: await withWords(read, act), applied: true }
  } catch (error) {
    if (error instanceof DryRun) return { changes: error.changes, applied: false }
    throw error
  }
}

/** Applies a file in the transaction of `work`. */
async function applyInWork(
  kernel: Kernel,
  parts: Parts,
  work: Work,
  read: ReadFile,
  actor: Actor,
): Promise<SyncChange[]> {
  await lockConfiguration(work.trx, work.orgId)
  const standing = await standingOf(kernel, parts, work)
  const organization = await parts.organization.export(kernel, work.trx)
  const hasFactor = actor.kind !== 'user' || (await hasSecondFactor(work.trx, actor.id ?? ''))
  const required = judgeRequired(hasFactor, organization, read.file.organization)
  const found = [
    ...(await judgeOrganization(kernel, parts, work, read)),
    ...required.map(({ path, message }) => ({ path: ['organization', ...path], message })),
    ...judge(read, standing),
  ]
  if (found.length > 0) throw invalid(await read.place(found))
  const before = { ...standing.items, organization, providers: await parts.providers.export(kernel, work.trx) }
  const changes = await write(kernel, parts, work, read, standing)
  auditApplied(work, actor, changes, before, read.file)
  for (const topic of changes.length > 0 ? setupTopics : []) work.changed(topic)
  return changes
}

/** What the database refuses, and only it can know: a secret that another organization of the installation uses. */
async function withWords<T>(read: ReadFile, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Fault && error.code === 'invalid_config' && error.problems.some((one) => !('line' in one))) {
      throw invalid(await read.place(error.problems.map(placed)))
    }
    const { code, constraint } = error as { code?: string; constraint?: string }
    const noun = code === '23505' && constraint !== undefined ? nounByConstraint[constraint] : undefined
    if (noun === undefined) throw error
    const message = 'One of these secrets is already in use on this installation. Choose another one.'
    throw invalid(await read.place([{ path: [noun], message }]))
  }
}

/** A list of a slice names its place as `sources.0.webhook`; here it is a path again. */
function placed({ path, message }: FieldProblem): { path: (string | number)[]; message: string } {
  return { path: path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)), message }
}

const nounByConstraint: Record<string, ListNoun> = {
  sources_integration_key_hash_key: 'sources',
  heartbeats_ping_key_hash_key: 'heartbeats',
  api_keys_token_hash_key: 'apiKeys',
}

async function judgeOrganization(kernel: Kernel, parts: Parts, work: Work, read: ReadFile) {
  const { key } = await parts.organization.export(kernel, work.trx)
  if (read.organizationKey === undefined || read.organizationKey === key) return []
  return [{ path: ['organization', 'key'], message: otherOrganization(read.organizationKey, key) }]
}

const otherOrganization = (written: string, asked: string) =>
  `This file is about the organization "${written}", but it was sent to "${asked}".`

async function standingOf(kernel: Kernel, parts: Parts, work: Work): Promise<Standing> {
  const items: Partial<Record<ListNoun, unknown>> = {}
  const ownKeys: Partial<Record<ListNoun, Set<string>>> = {}
  for (const noun of listNouns) {
    items[noun] = await parts[noun].export(kernel, work.trx)
    ownKeys[noun] = new Set(await listOwnKeys(work.trx, noun))
  }
  const contacts = Map.groupBy(await listOwnContacts(work.trx), (row) => row.userKey)
  const ownContacts = new Map([...contacts].map(([key, rows]) => [key, rows.map((row) => row.contactKey)]))
  const { fallback } = await parts.organization.export(kernel, work.trx)
  return { items, ownKeys, ownContacts, fallback } as unknown as Standing
}

/**
 * Creations and updates from the ground up, then removals from the top down: so nothing is ever removed that something else
 * still names. A sync is given what is to be removed as well at first, then without it; being idempotent, it then only removes.
 */
async function write(
  kernel: Kernel,
  parts: Parts,
  work: Work,
  read: ReadFile,
  standing: Standing,
): Promise<SyncChange[]> {
  const changes: SyncChange[] = []
  const { file } = read
  if (file.providers) changes.push(...(await parts.providers.sync(kernel, work, file.providers)))
  for (const noun of listNouns) changes.push(...(await writeList(kernel, parts, work, noun, file[noun], standing)))
  if (file.organization) changes.unshift(...(await parts.organization.sync(kernel, work, file.organization)))
  for (const noun of listNouns.toReversed()) {
    if (file[noun] === undefined || leaving(noun, file[noun], standing).length === 0) continue
    changes.push(...(await parts[noun].sync(kernel, work, file[noun] as never)))
  }
  return changes
}

async function writeList<Noun extends ListNoun>(
  kernel: Kernel,
  parts: Parts,
  work: Work,
  noun: Noun,
  wanted: ItemByNoun[Noun][] | undefined,
  standing: Standing,
): Promise<SyncChange[]> {
  if (wanted === undefined) return []
  const part = parts[noun]
  const stays = (item: ItemByNoun[Noun]) => !passesOn(noun, item, wanted)
  const gone = leaving(noun, wanted, standing)
  const early: SyncChange[] = []
  if (!gone.every(stays)) {
    // A secret moves to another key: the one that has it must go first.
    const before = (standing.items[noun] as ItemByNoun[Noun][]).filter((item) => !gone.includes(item) || stays(item))
    early.push(...(await part.sync(kernel, work, before as never)))
  }
  // The tokens of keys are not known: those that go, go at once, nothing else names them.
  const kept = noun === 'apiKeys' ? [] : gone.filter(stays)
  return [...early, ...(await part.sync(kernel, work, [...wanted, ...kept] as never))]
}

/** What a file once made and this one no longer names. */
function leaving<Noun extends ListNoun>(
  noun: Noun,
  wanted: ItemByNoun[Noun][],
  standing: Standing,
): ItemByNoun[Noun][] {
  const keys = new Set(wanted.map((item) => item.key))
  const items = standing.items[noun] as ItemByNoun[Noun][]
  return items.filter((item) => !keys.has(item.key) && !standing.ownKeys[noun].has(item.key))
}

/** Whether a wanted item takes over the secret of this one, under another key. */
function passesOn<Noun extends ListNoun>(noun: Noun, item: ItemByNoun[Noun], wanted: ItemByNoun[Noun][]): boolean {
  const secretOf = (one: object) => {
    const { integrationKey, pingKey } = one as { integrationKey?: string; pingKey?: string }
    return noun === 'sources' ? integrationKey : noun === 'heartbeats' ? pingKey : undefined
  }
  const secret = secretOf(item)
  return secret !== undefined && wanted.some((one) => one.key !== item.key && secretOf(one) === secret)
}
