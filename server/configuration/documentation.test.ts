import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configFile } from '../../contract/config/file.ts'
import { errorByCode } from '../../contract/errors.ts'
import type { Standing } from './judge.ts'
import { judge } from './judge.ts'
import { readForm } from './read.ts'
import { listNouns } from './types.ts'

const root = join(import.meta.dirname, '../..')
const text = (path: string) => readFile(join(root, path), 'utf8')

const nothing: Standing = {
  items: Object.fromEntries(listNouns.map((noun) => [noun, []])) as unknown as Standing['items'],
  ownKeys: Object.fromEntries(listNouns.map((noun) => [noun, new Set()])) as unknown as Standing['ownKeys'],
  ownContacts: new Map(),
  fallback: undefined,
}

test('the example of the documentation can be applied as it stands, and shows every list', async () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(await text('docs/configuration.md'))![1]!
  const reading = readForm(new TextEncoder().encode(example))
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems))
  expect(judge(reading, nothing)).toEqual([])
  expect(Object.keys(reading.file).toSorted()).toEqual(Object.keys(configFile.shape).toSorted())
})

test('every error code is explained under its own heading, with its status', async () => {
  const sections = (await text('docs/errors.md')).split(/^## /m).slice(1)
  const explained = sections.map((section) => /^(\w+)\n\n(\d{3})\. ./.exec(section)?.slice(1, 3))
  expect(explained).toEqual(Object.entries(errorByCode).map(([code, { status }]) => [code, String(status)]))
})

test('every setting stands in the documentation, and no other', async () => {
  const known = (await text('server/kernel/config.ts')).matchAll(/^ {2}(PIKETT_\w+): /gm)
  const told = (await text('docs/settings.md')).matchAll(/^\| `(PIKETT_\w+)`/gm)
  const names = (matches: Iterable<RegExpExecArray>) => [...matches].map((match) => match[1]!).toSorted()
  expect(names(told)).toEqual(names(known))
})
