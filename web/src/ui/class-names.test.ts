import { extendTailwindMerge } from 'tailwind-merge'
import { describe, expect, test } from 'vitest'
import { cn } from './class-names.ts'

const sources = import.meta.glob<string>('../**/*.tsx', { eager: true, query: '?raw', import: 'default' })

/** The whole list of the library, which the console does not download. */
const whole = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['small', 'body', 'large', 'title', 'summary'] }] } },
})

/** Every class name of the console that stands under no condition, or under that of the phone. */
function classNames(): string[] {
  const names = new Set<string>()
  for (const source of Object.values(sources)) {
    for (const [, text = ''] of source.matchAll(/className="([^"]+)"/g))
      for (const name of text.split(' ')) names.add(name)
    for (const [, text = ''] of source.matchAll(/cn\(\s*'([^']+)'/g))
      for (const name of text.split(' ')) names.add(name)
  }
  return [...names].filter((name) => /^[a-z0-9.[\]/-]+$/.test(name.replace('max-md:', '')) && name !== '')
}

/** What components are given from outside to change their looks; what else conflicts is written in one place and is seen there. */
const isGiven =
  /^(max-md:)?-?(p[xytrbl]?|m[xytrbl]?|w|h|size|min-[wh]|max-[wh]|gap(-[xy])?|items|justify|bg|text|font|border|rounded|shadow|hidden|flex|grid|block|inline-flex|overflow(-[xy])?)(-|$)/

describe('joining class names', () => {
  test('lets the later of two win that set the same, as the whole library would', () => {
    const names = classNames().filter((name) => isGiven.test(name))
    expect(names.length).toBeGreaterThan(200)
    const wrong = names.flatMap((one) =>
      names.flatMap((other) => {
        const [ours, theirs] = [cn(one, other), whole(`${one} ${other}`)]
        return ours === theirs ? [] : [`${one} ${other}: "${ours}", not "${theirs}"`]
      }),
    )
    expect(wrong).toEqual([])
  })

  test('leaves out what does not hold', () => {
    expect(cn('p-1', false, undefined, { hidden: true, flex: false })).toBe('p-1 hidden')
  })
})
