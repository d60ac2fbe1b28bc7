import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computingMs } from '../../../testing/cpu.ts'
import { textOfHtml } from './html.ts'

test.each([
  ['<p>One</p><p>Two<br>Three</p>', 'One\n\nTwo\nThree'],
  ['<table><tr><td>Host</td><td>web-07</td></tr><tr><td>State</td></tr></table>', 'Host web-07\n\nState'],
  ['<style>p{}</style><script>alert("<p>")</script>seen', 'seen'],
  ['<head><title>not</title></head><body>seen', 'seen'],
  ['<style>never closed', ''],
  ['a &lt; b &amp;&nbsp;c &#8364; &#xE4; &unheard;', 'a < b & c € ä &unheard;'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['<!-- <b>hidden</b> -->seen<!', 'seen'],
  ['<a href="https://x.test">link</a>', 'link'],
  ['&#0;&#55296;x', '\ufffdx'],
  ['broken <b', 'broken'],
])('%s reads %s', (html, expected) => {
  expect(textOfHtml(html)).toBe(expected)
})

test('any text is read, and what comes out can be stored', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '</',
    '<p',
    '<style>',
    '</style>',
    '<!--',
    '-->',
    '&',
    ';',
    '#',
    'x41',
    'ä',
    '\n',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (parts) => {
      expect(textOfHtml(parts.join('')).isWellFormed()).toBe(parts.join('').isWellFormed())
    }),
  )
})

test('a megabyte of unclosed tags takes no longer than it is long', () => {
  const time = (html: string) => computingMs(() => void textOfHtml(html))
  time('<div '.repeat(1_000))
  expect(time('<style></sty'.repeat(80_000))).toBeLessThan(2_000)
  expect(time('<script>'.repeat(120_000))).toBeLessThan(2_000)
})
