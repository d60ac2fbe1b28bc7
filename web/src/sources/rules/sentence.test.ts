import { describe, expect, test } from 'vitest'
import type { Translate } from '../../app/i18n.ts'
import { actionsSentence, freeName, withAction, withoutAction, type SentenceWords } from './sentence.ts'

const t = ((key: string, values: object = {}) =>
  [key.split('.').at(-1), ...Object.values(values)].join(' ')) as unknown as Translate
const words: SentenceWords = { t, language: 'en', nameOf: (noun, key) => `${noun}:${key}` }

describe('a rule in words', () => {
  test('says first what decides about paging, then what it changes, then that it is the last', () => {
    expect(actionsSentence({ tags: ['a', 'b'], priority: 'low', delay: '90s' }, true, words)).toBe(
      'delay 1 min 30 s, priority low, tags a, b and stop',
    )
  })

  test('names what is named by key', () => {
    expect(actionsSentence({ customer: 'acme', lookup: { table: 'hosts', key: 'x', set: {} } }, undefined, words)).toBe(
      'customer customer:acme and lookup hosts',
    )
    expect(actionsSentence({ threshold: { count: 5, within: '10m' } }, undefined, words)).toBe('threshold 5 10 min')
  })

  test('says so when it does nothing', () => {
    expect(actionsSentence({}, undefined, words)).toBe('nothing')
  })
})

describe('the actions of a rule', () => {
  test('hold only one that decides about paging, and keep the others', () => {
    expect(withAction({ drop: true, priority: 'low' }, 'delay')).toEqual({ priority: 'low', delay: '2m' })
    expect(withAction({ drop: true }, 'priority')).toEqual({ drop: true, priority: 'low' })
    expect(withoutAction({ drop: true, priority: 'low' }, 'drop')).toEqual({ priority: 'low' })
  })

  test('belong to a rule with a name of its own', () => {
    const rules = [
      { name: 'Rule', then: {} },
      { name: 'Rule 2', then: {} },
    ]
    expect(freeName(rules, 'Rule')).toBe('Rule 3')
    expect(freeName(rules, 'Other')).toBe('Other')
  })
})
