import { describe, expect, test } from 'vitest'
import { errorByCode } from '../../../contract/errors.ts'
import { roles } from '../../../contract/keys.ts'
import first from './catalogue/en.ts'
import later from './catalogue/en-later.ts'

const en = { ...first, ...later }

type Tree = { [name: string]: string | Tree }

const files = import.meta.glob<Tree>('../../../messages/*/*.json', { eager: true, import: 'default' })
const code = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const serverKinds = import.meta.glob<string>('../../../server/timeline/types.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** `namespace:path` -> text, of one language. */
function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [path, tree] of Object.entries(files)) {
    const [, folder, namespace] = /messages\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? []
    if (folder === language) collect(tree, `${namespace}:`, texts)
  }
  return texts
}

function collect(tree: Tree, prefix: string, texts: Map<string, string>) {
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(prefix + name, value)
    else collect(value, `${prefix}${name}.`, texts)
  }
}

const english = textsOf('en')
const german = textsOf('de')
const consoleNamespaces = Object.keys(en)
const withoutPlural = (name: string) => name.replace(/_(zero|one|other)$/, '')
const downloaded = new Map<string, string>()
for (const [namespace, tree] of Object.entries(en)) collect(tree, `${namespace}:`, downloaded)

/** What the console asks for: whole names, and beginnings of names that a value of the program completes. */
function asked() {
  const names = new Set<string>()
  const beginnings = new Set<string>()
  const known = new Set([...english.keys()].map(withoutPlural))
  const pattern = new RegExp(`['"\`]((?:${consoleNamespaces.join('|')}):[\\w.-]*)(['"\`]|\\$\\{)`, 'g')
  for (const source of Object.values(code)) {
    for (const [, name = '', end] of source.matchAll(pattern)) {
      if (end === '${') beginnings.add(name)
      // `named('timeline:reason', value)` completes the name itself.
      else if (!known.has(name) && [...known].some((other) => other.startsWith(`${name}.`))) beginnings.add(`${name}.`)
      else names.add(name)
    }
  }
  return { names, beginnings: [...beginnings], known }
}

describe('the catalogue', () => {
  test('was found and the code was read, so that the other tests see something', () => {
    expect(english.size).toBeGreaterThan(300)
    expect(asked().names.size).toBeGreaterThan(200)
    expect(Object.keys(serverKinds)).toHaveLength(1)
  })

  test('has the same names in both languages', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('takes the same values in both languages', () => {
    const valuesOf = (text = '') =>
      [...new Set(text.match(/\{\{\s*\w+/g))].map((value) => value.replace(/\W/g, '')).sort()
    for (const [name, text] of english) expect([name, valuesOf(german.get(name))]).toEqual([name, valuesOf(text)])
  })

  test('has every text that the console asks for', () => {
    const { names, beginnings, known } = asked()
    expect([...names].filter((name) => !known.has(name))).toEqual([])
    expect(beginnings.filter((beginning) => ![...known].some((name) => name.startsWith(beginning)))).toEqual([])
  })

  test('has no text in the namespaces of the console that nobody asks for', () => {
    const { names, beginnings } = asked()
    const isUsed = (name: string) => names.has(name) || beginnings.some((beginning) => name.startsWith(beginning))
    const ours = new Set([...downloaded.keys()].map(withoutPlural))
    expect([...ours].filter((name) => !isUsed(name))).toEqual([])
  })

  test('has words for every error code, role and kind of timeline entry', () => {
    const kinds =
      Object.values(serverKinds)
        .join('')
        .match(/(?<=\| ')[a-z]+\.\w+(?=')/g) ?? []
    expect(kinds.length).toBeGreaterThan(15)
    const wanted = [
      ...Object.keys(errorByCode).map((name) => `errors:code.${name}`),
      ...roles.map((name) => `common:role.${name}`),
      ...kinds.map((name) => `timeline:kind.${name}`),
    ]
    const known = new Set([...english.keys()].map(withoutPlural))
    expect(wanted.filter((name) => !known.has(name))).toEqual([])
  })
})

describe('the words', () => {
  test('German is typed with umlauts', () => {
    const transliterated = /(?<![aeäqz])ue(?!ll)|oe|(?<!r)ae/i
    expect([...german].filter(([, text]) => transliterated.test(text.replaceAll(/\{\{.*?\}\}/g, '')))).toEqual([])
  })

  test('German addresses nobody as "du"', () => {
    expect([...german].filter(([, text]) => /\b(du|dein\w*|dir|dich)\b/i.test(text))).toEqual([])
  })

  test('nothing shouts', () => {
    expect([...english, ...german].filter(([, text]) => text.includes('!'))).toEqual([])
  })
})
