import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePattern } from './program.ts'
import { search } from './search.ts'
import { PatternMistake } from './syntax.ts'

const patience = () => ({ steps: 5_000_000 })
const find = (pattern: string, text: string) => search(compilePattern(pattern), text, patience())

describe('a pattern', () => {
  test('gives its groups by place and by name', () => {
    const found = find(
      String.raw`^\*\* (\w+) (?<what>Host|Service) Alert: (?<object>.+?) is (\w+) \*\*$`,
      '** PROBLEM Service Alert: web-07/Disk is CRITICAL **',
    )
    expect(found).toEqual({
      kind: 'found',
      whole: '** PROBLEM Service Alert: web-07/Disk is CRITICAL **',
      groups: ['PROBLEM', 'Service', 'web-07/Disk', 'CRITICAL'],
      byName: { what: 'Service', object: 'web-07/Disk' },
    })
  })

  test('holds at every line, whatever the case of letters', () => {
    expect(find('^host: (.*)$', 'Subject: x\r\nHOST: wEb-07\r\nmore')).toMatchObject({ groups: ['wEb-07'] })
    expect(find('ÜBERSICHT', 'die übersicht')).toMatchObject({ kind: 'found', whole: 'übersicht' })
  })

  test.each([
    'a(?=b)',
    'a(?!b)',
    '(?<=a)b',
    String.raw`(a)\1`,
    '(?i)a',
    'a**',
    '*a',
    '(a',
    'a)',
    '[a',
    '[z-a]',
    'a{3,2}',
    'a{1000}',
    'a\\',
    String.raw`\p{L}`,
    '(?<1>a)',
    '(?<a>x)(?<a>y)',
    '((a{100}){100}){100}',
    'a'.repeat(501),
    '('.repeat(40) + ')'.repeat(40),
  ])('that could run away or that cannot be read is refused: %s', (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(PatternMistake)
  })

  test('that makes other engines run for ever is answered in linear time', () => {
    const steps = (length: number) => {
      const left = patience()
      const found = search(compilePattern('^(a+)+(b|a*)*$'), `${'a'.repeat(length)}!`, left)
      expect(found.kind).toBe('nothing')
      return patience().steps - left.steps
    }
    expect(steps(2_000) / steps(1_000)).toBeLessThan(2.1)
  })

  test('stops when the patience for a text is used up', () => {
    expect(search(compilePattern('x*y'), 'x'.repeat(10_000), { steps: 1_000 })).toEqual({ kind: 'too_long' })
  })

  test('finds what JavaScript finds', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      String.raw`\w`,
      String.raw`\d`,
      '1',
      '-',
      '(a|b)',
      '(?:ab|b)',
      '(a)',
      String.raw`\b`,
    )
    const piece = fc
      .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '??', '{1,2}', '{2}', '{0,2}?'))
      .map(([text, times]) => (text === String.raw`\b` ? text : text + times))
    const sequence = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''))
    const pattern = fc.oneof(
      sequence,
      fc.tuple(sequence, sequence).map(([left, right]) => `${left}|${right}`),
      sequence.map((one) => `^${one}$`),
    )
    const text = fc
      .array(fc.constantFrom('a', 'b', 'B', '1', '-', ' ', '\n'), { maxLength: 12 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const expected = new RegExp(source, 'mi').exec(subject)
        const found = find(source, subject)
        expect(found.kind === 'found' ? found.whole : undefined).toBe(expected?.[0])
      }),
      { numRuns: 3_000 },
    )
  })
})
