import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, storable } from './canonical.ts'
import type { ChainEntry, EntryContent } from './entry.ts'
import { firstHash, hashOf } from './entry.ts'
import type { ChainHead } from './verify.ts'
import { verifyChain } from './verify.ts'

function chainOf(count: number, organization = '00000000-0000-7000-8000-000000000001'): ChainEntry[] {
  const entries: ChainEntry[] = []
  for (let seq = 1; seq <= count; seq += 1) {
    const content: EntryContent = {
      organization,
      seq,
      at: `2026-01-05T02:00:0${seq % 10}Z`,
      actor: { kind: 'user', id: 'u', name: 'Alice' },
      action: 'alert.acknowledged',
      subject: { kind: 'alert', key: String(seq) },
      data: { via: 'api' },
      previousHash: entries.at(-1)?.hash ?? firstHash,
    }
    entries.push({ ...content, hash: hashOf(content) })
  }
  return entries
}

const headOf = (entries: ChainEntry[]): ChainHead => ({
  entries: entries.length,
  hash: entries.at(-1)?.hash ?? firstHash,
})

async function* walk(entries: readonly ChainEntry[]) {
  yield* entries
}

const problemOf = async (entries: ChainEntry[], head: ChainHead | undefined = headOf(chainOf(8)), kept?: string) =>
  (await verifyChain(() => walk(entries), head, kept)).problem

/** Writes the hashes anew from this entry on, as somebody would who knows how they are made. */
function rehash(entries: ChainEntry[], from: number): ChainEntry[] {
  const out = entries.slice(0, from - 1)
  for (const [index, entry] of entries.slice(from - 1).entries()) {
    const content = { ...entry, seq: from + index, previousHash: out.at(-1)?.hash ?? firstHash }
    out.push({ ...content, hash: hashOf(content) })
  }
  return out
}

const forged = (entry: ChainEntry): ChainEntry => ({ ...entry, actor: { kind: 'user', id: 'u', name: 'Mallory' } })

describe('a chain', () => {
  test('that nobody touched is whole, also an empty one', async () => {
    expect(await problemOf(chainOf(8))).toBeUndefined()
    expect((await verifyChain(() => walk([]), undefined)).problem).toBeUndefined()
    expect(await problemOf([], headOf([]), firstHash)).toBeUndefined()
  })

  test.each(['at', 'actor', 'action', 'subject', 'data', 'organization', 'previousHash', 'hash'] as const)(
    'shows which entry had its %s changed',
    async (field) => {
      const value = { actor: { kind: 'user', name: 'Mallory' }, subject: null, data: {}, hash: '1'.repeat(64) }[
        field as 'actor'
      ]
      const entries = chainOf(8).map((entry) =>
        entry.seq === 5 ? { ...entry, [field]: value ?? '0'.repeat(64) } : entry,
      )
      expect(await problemOf(entries)).toEqual({ seq: 5, kind: 'changed' })
    },
  )

  test('shows an entry that was changed and given a fitting hash', async () => {
    const entries = chainOf(8)
    entries[4] = rehash([...entries.slice(0, 4), forged(entries[4]!)], 5)[4]!
    expect(await problemOf(entries)).toEqual({ seq: 5, kind: 'changed' })
  })

  test('shows an entry that is missing, also when the others were numbered anew', async () => {
    const entries = chainOf(8).filter((entry) => entry.seq !== 5)
    expect(await problemOf(entries)).toEqual({ seq: 5, kind: 'removed' })
    const moved = entries.map((entry, index) => ({ ...entry, seq: index + 1 }))
    expect(await problemOf(moved)).toEqual({ seq: 5, kind: 'removed' })
    expect(await problemOf(chainOf(8).slice(1))).toEqual({ seq: 1, kind: 'removed' })
  })

  test('shows the first of two entries that changed places', async () => {
    const swapped = chainOf(8).map((entry) => ({ ...entry, seq: { 4: 6, 6: 4 }[entry.seq] ?? entry.seq }))
    expect(await problemOf(swapped.toSorted((a, b) => a.seq - b.seq))).toEqual({ seq: 4, kind: 'reordered' })
    const lines = chainOf(8)
    expect(await problemOf([lines[0]!, lines[2]!, lines[1]!, ...lines.slice(3)])).toEqual({ seq: 2, kind: 'reordered' })
  })

  test('shows an entry that was put between two others', async () => {
    const [first, ...rest] = chainOf(8)
    const content = { ...forged(first!), seq: 2, previousHash: first!.hash }
    const planted = { ...content, hash: hashOf(content) }
    const entries = [first!, planted, ...rest.map((entry) => ({ ...entry, seq: entry.seq + 1 }))]
    expect(await problemOf(entries)).toEqual({ seq: 2, kind: 'inserted' })
  })

  test('shows where it was cut off, and what was put behind its end', async () => {
    expect(await problemOf(chainOf(6))).toEqual({ seq: 7, kind: 'cut_off' })
    expect(await problemOf([])).toEqual({ seq: 1, kind: 'cut_off' })
    expect(await problemOf(chainOf(9))).toEqual({ seq: 9, kind: 'inserted' })
  })

  test('that was computed anew from an entry on does not end as recorded', async () => {
    const entries = chainOf(8)
    entries[4] = forged(entries[4]!)
    const anew = rehash(entries, 5)
    expect(await problemOf(anew)).toEqual({ seq: 8, kind: 'rewritten' })
    expect(await problemOf(anew, { ...headOf(anew), brokenAt: 5 })).toEqual({ seq: 5, kind: 'head_changed' })
  })

  test('whose record of the end is gone shows it', async () => {
    const verdict = await verifyChain(() => walk(chainOf(8)), undefined)
    expect(verdict.problem).toEqual({ seq: 8, kind: 'head_changed' })
  })

  test('that was computed anew together with its sealed end lacks the end that somebody kept', async () => {
    const entries = chainOf(8)
    const kept = entries[5]!.hash
    expect(await problemOf(entries, headOf(entries), kept)).toBeUndefined()
    const anew = rehash([...entries.slice(0, 3), forged(entries[3]!), ...entries.slice(4)], 4)
    expect(await problemOf(anew, headOf(anew))).toBeUndefined()
    expect(await problemOf(anew, headOf(anew), kept)).toEqual({ seq: 8, kind: 'not_kept' })
  })

  test('tells how much of it is whole', async () => {
    const entries = chainOf(8)
    entries[4] = forged(entries[4]!)
    expect(await verifyChain(() => walk(entries), headOf(entries))).toMatchObject({
      entries: 4,
      hash: entries[3]!.hash,
    })
  })
})

describe('the canonical form', () => {
  test('sorts names by code units and writes numbers as ECMAScript does (RFC 8785)', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    )
  })

  test('is the same whatever order the members come in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('of an entry is what docs/audit.md shows', () => {
    const [entry] = chainOf(1)
    const text =
      '{"action":"alert.acknowledged","actor":{"id":"u","kind":"user","name":"Alice"},"at":"2026-01-05T02:00:01Z",' +
      '"data":{"via":"api"},"organization":"00000000-0000-7000-8000-000000000001","previousHash":"' +
      `${'0'.repeat(64)}","seq":1,"subject":{"key":"1","kind":"alert"}}`
    expect(entry!.hash).toBe(createHash('sha256').update(text).digest('hex'))
  })

  test('what cannot be stored is left out: an act never fails because of how it is noted', () => {
    const at = Temporal.Instant.from('2026-01-05T02:00:00Z')
    expect(storable({ text: 'a\0b\ud800', at, list: [undefined, at], none: undefined, 'k\0': 1 })).toEqual({
      text: 'ab\ufffd',
      at: '2026-01-05T02:00:00Z',
      list: [null, '2026-01-05T02:00:00Z'],
      k: 1,
    })
  })
})
