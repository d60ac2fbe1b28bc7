import { celMap } from '@bufbuild/cel'
import { describe, expect, test } from 'vitest'
import { computingMs } from '../../testing/cpu.ts'
import { compileExpression, evaluateExpression } from './expression.ts'

const run = (text: string, bindings: Parameters<typeof evaluateExpression>[1] = {}) => {
  const result = evaluateExpression(compileExpression(text), bindings)
  return result.ok ? result.value : result.message
}

describe('an expression', () => {
  test('walks through lists and maps', () => {
    expect(run('items.exists(item, item.a > 2)', { items: [{ a: 1 }, { a: 3 }] })).toBe(true)
    expect(run('items.all(name, name.startsWith("x"))', { items: celMap(new Map([['x1', 1]])) })).toBe(true)
    expect(run('items.filter(a, items.exists(b, b == a + 1.0)).size() == 2', { items: [1, 2, 3] })).toBe(true)
  })

  test('looks at two thousand elements at most, all loops together', () => {
    const list = (length: number) => Array.from({ length }, (_, index) => index)
    expect(run('items.all(a, a >= 0.0)', { items: list(2_000) })).toBe(true)
    const tooMany = 'more than 2000 elements would have to be looked at'
    expect(run('items.all(a, a >= 0.0)', { items: list(2_001) })).toBe(tooMany)
    expect(run('items.all(a, items.all(b, b >= 0.0))', { items: list(44) })).toBe(true)
    expect(run('items.all(a, items.all(b, b >= 0.0))', { items: list(45) })).toBe(tooMany)
    expect(run('items.all(a, a >= 0.0)', { items: list(2_000) })).toBe(true)
  })

  test('is not larger and does not loop deeper than its limits', () => {
    const deep = 'x.all(a, x.all(b, x.all(c, true)))'
    expect(run(deep, { x: [1] })).toBe('loops stand in each other at most 2 deep')
    expect(run(Array.from({ length: 101 }, () => 'a == 1').join(' || '), { a: 2 })).toBe('the expression is too large')
    expect(run(`a${'.b'.repeat(50)}`)).toBe('the expression is too large')
    expect(run(`[${Array.from({ length: 401 }, () => '1').join(',')}].size() > 0`)).toBe('the expression is too large')
  })

  test('that matches a pattern takes no longer for a pattern that is made to', () => {
    const match = () => expect(run('text.matches("^(a+)+$")', { text: `${'a'.repeat(5_000)}!` })).toBe(false)
    expect(computingMs(match)).toBeLessThan(2_000)
  })

  describe.each([
    ['replace, one on the other', `"a"${'.replace("a", "aaaaaaaaaa")'.repeat(20)}.size() > 0`],
    ['join with a long text between', 'text.split("").join(text).size() > 0'],
    ['quotes in quotes', `${'strings.quote('.repeat(38)}"\\\\"${')'.repeat(38)}.size() > 0`],
    ['format, loop behind loop', `[text]${'.map(a, "%s%s%s%s".format([a, a, a, a]))'.repeat(8)}.size() > 0`],
    ['lists that double', `[items]${'.map(a, a + a)'.repeat(12)}.all(a, 1.0 in a)`],
    ['matches in a loop', 'items.all(a, !text.matches("(a+)+b$"))'],
    [
      'texts put together in a loop',
      `items.all(a, (${Array.from({ length: 20 }, () => 'text').join(' + ')}).size() > 0)`,
    ],
  ])('that multiplies its work by %s', (_what, expression) => {
    test('is ended before it takes long', () => {
      const bindings = { items: Array.from({ length: 2_000 }, () => 2), text: 'a'.repeat(60_000) }
      const end = () => expect(run(expression, bindings)).toMatch(/too long|longer than|more than 2000 elements/)
      expect(computingMs(end)).toBeLessThan(3_000)
    })
  })

  test('replaces and joins texts', () => {
    expect(run('"a-b-c".replace("-", "+")')).toBe('a+b+c')
    expect(run('"a-b-c".replace("-", "+", 1)')).toBe('a+b-c')
    expect(run('"a-b-c".replace("-", "+", 0)')).toBe('a-b-c')
    expect(run('"a-b-c".replace("-", "+", -1)')).toBe('a+b+c')
    expect(run('"abc".replace("x", "+") + "ab".replace("", "_")')).toBe('abc_a_b_')
    expect(run('["a", "b"].join(", ") + ["c", "d"].join()')).toBe('a, bcd')
    expect(run('[1].join()')).toContain('non-string')
    expect(run('strings.quote("a")')).toBe('"a"')
  })

  test('that cannot be read says why and where', () => {
    expect(run('a ==')).toMatch(/\w/)
    expect(run('fields.nothing', { fields: {} })).toContain('nothing')
    expect(run('1 + "a"')).toContain('no matching overload')
  })

  test('says which names it takes from outside', () => {
    const compiled = compileExpression('a.b == 1 && c.exists(d, d == e) && size(f) > 0')
    expect(compiled.ok && compiled.names).toEqual(['a', 'c', 'e', 'f'])
  })
})

test('what is not CEL is told with its place', () => {
  expect(compileExpression('fields.x ==')).toEqual({
    ok: false,
    message: 'this is not CEL, line 1, column 10: found = but expecting end of input',
  })
})
