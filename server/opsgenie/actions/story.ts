import { listEntries } from '../../timeline/index.ts'
import type { Call, Reply } from '../types.ts'
import { existing } from './identify.ts'
import { inside } from './inside.ts'
import { numberIn, withQuery } from './paging.ts'
import { orderOf } from './read.ts'

/** The notes of an alert. */
export const listNotes = (call: Call): Promise<Reply> => story(call, 'note')

/** Everything that happened, in English: clients compare it, people read the console. */
export const listLogs = (call: Call): Promise<Reply> => story(call, 'log')

/**
 * A page of the timeline. `offset` is the position of an entry; `direction=prev` reads what stands before it (wire A02).
 * Newest first unless `order=asc`.
 */
async function story(call: Call, what: 'note' | 'log'): Promise<Reply> {
  const limit = numberIn(call, 'limit', 100, 1, 100)
  const ascending = orderOf(call) === 'asc'
  const entries = await inside(call, async (work) => {
    const { id } = await existing(work.trx, call)
    const words = work.i18n.in('en')
    const all = await listEntries(work.trx, id)
    return all
      .filter(({ kind }) => what === 'log' || kind === 'note.added')
      .map(({ id: offset, at, kind, actor, data }) => {
        const owner = actor?.name ?? 'System'
        const { text } = data
        const noted = typeof text === 'string' ? text : ''
        const type = actor?.kind === 'user' ? 'alertRecipient' : actor?.kind === 'source' ? 'api' : 'system'
        return {
          [what]: what === 'note' ? noted : words(`timeline:kind.${kind}`, { ...data, actor: owner }),
          type,
          owner,
          createdAt: at.toString({ smallestUnit: 'millisecond' }),
          offset,
        }
      })
  })
  return pageOf(call, ascending ? entries : entries.toReversed(), limit)
}

function pageOf(call: Call, ordered: readonly { offset: string }[], limit: number): Reply {
  const { offset, direction } = call.query
  const at = offset ? ordered.findIndex((entry) => entry.offset === offset) : -1
  const back = at >= 0 && direction === 'prev'
  const start = back ? Math.max(0, at - limit) : at + 1
  const page = ordered.slice(start, back ? at : start + limit)
  const last = page.at(-1)?.offset
  const link = (next: string) => withQuery(call, { offset: next, direction: 'next' })
  const more = last !== undefined && ordered.at(-1)?.offset !== last
  return { status: 200, body: { data: page, paging: { first: link(''), ...(more && { next: link(last) }) } } }
}
