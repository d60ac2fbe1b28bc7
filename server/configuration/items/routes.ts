import type { ListNoun, SingleNoun } from '../../../contract/config/items.ts'
import { listNouns, singleNouns } from '../../../contract/config/items.ts'
import { key } from '../../../contract/keys.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Api, ApiContext } from '../../kernel/http/api.ts'
import { callerOf } from '../../kernel/http/api.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { selfTestKey } from '../../identity/index.ts'
import type { Parts } from '../types.ts'
import { putItem, removeItem } from './change.ts'
import { describeNoun } from './documents.ts'
import { getItem, listItems } from './read.ts'
import type { Noun } from './secrets.ts'

/** Who is on call and how it escalates is the daily business of those who run a team; the rest is an administrator's. */
function writing(noun: Noun): Permission {
  return noun === 'teams' || noun === 'schedules' || noun === 'escalationPolicies' ? 'oncall.write' : 'config.write'
}

/** One item at a time: the same nouns, schemas and rules as in the file. Mounted below /api/v1. */
export function itemRoutes(api: Api, kernel: Kernel, parts: Parts): void {
  for (const noun of listNouns) {
    describeNoun(api, noun)
    api.get(`/config/${noun}`, async (context) => {
      return context.json(await listItems(kernel, parts, callerOf(context, 'config.read'), noun), 200)
    })
    oneRoutes(api, kernel, parts, noun)
  }
  for (const noun of singleNouns) {
    describeNoun(api, noun)
    addGet(api, kernel, parts, noun)
    addPut(api, kernel, parts, noun)
  }
}

function oneRoutes(api: Api, kernel: Kernel, parts: Parts, noun: ListNoun): void {
  addGet(api, kernel, parts, noun)
  addPut(api, kernel, parts, noun)
  api.delete(pathOf(noun), async (context) => {
    const wish = wishOf(context, noun)
    await removeItem(kernel, parts, { noun, key: keyOf(context) }, wish)
    return context.body(null, 204)
  })
}

const isList = (noun: Noun): noun is ListNoun => (listNouns as readonly string[]).includes(noun)
const pathOf = (noun: Noun) => (isList(noun) ? `/config/${noun}/:key` : `/config/${noun}`)
const placeOf = (context: ApiContext, noun: Noun) =>
  isList(noun) ? { noun, key: keyOf(context) } : { noun: noun as SingleNoun }

function addGet(api: Api, kernel: Kernel, parts: Parts, noun: Noun): void {
  api.get(pathOf(noun), async (context) => {
    const caller = callerOf(context, 'config.read')
    const { key: name } = placeOf(context, noun)
    const found = await getItem(kernel, parts, caller, noun, name)
    return context.json(found, 200, { etag: `"${found.revision}"` })
  })
}

function addPut(api: Api, kernel: Kernel, parts: Parts, noun: Noun): void {
  api.put(pathOf(noun), async (context) => {
    const wish = wishOf(context, noun)
    const place = placeOf(context, noun)
    const saved = await putItem(kernel, parts, place, await bodyOf(context), wish)
    return context.json(saved, 200, { etag: `"${saved.revision}"` })
  })
}

function keyOf(context: ApiContext): string {
  const name = context.req.param('key') ?? ''
  if (!key.safeParse(name).success || name === selfTestKey) throw new Fault('not_found', `There is no "${name}".`)
  return name
}

function wishOf(context: ApiContext, noun: Noun) {
  const caller = callerOf(context, writing(noun))
  const condition = { ifMatch: context.req.header('if-match'), ifNoneMatch: context.req.header('if-none-match') }
  const dryRun = context.req.query('dryRun') ?? 'false'
  if (dryRun !== 'true' && dryRun !== 'false') {
    throw new Fault('invalid_request', 'dryRun: write true or false', [
      { path: 'dryRun', message: 'write true or false' },
    ])
  }
  return { caller, condition, dryRun: dryRun === 'true' }
}

async function bodyOf(context: ApiContext): Promise<unknown> {
  if (!/\bjson\b/.test(context.req.header('content-type') ?? '')) {
    throw new Fault('unsupported_media_type', 'Send JSON, with the header "Content-Type: application/json".')
  }
  try {
    return await context.req.json<unknown>()
  } catch (error) {
    if (error instanceof SyntaxError) throw new Fault('invalid_json', 'The body is not JSON.')
    throw error
  }
}
