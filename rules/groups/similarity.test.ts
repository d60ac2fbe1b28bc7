import { describe, expect, test } from 'vitest'
import { similarity, wordsOf } from './similarity.ts'

describe('how alike two summaries are', () => {
  test.each([
    ['Disk full on web-01', 'Disk full on web-17', 1],
    ['Ping 10.0.0.1 lost', 'Ping 192.168.7.44 lost', 1],
    ['db.acme.example.test is down', 'mail.acme.example.test is down', 1],
    ['Job 3f2a9c1e-77aa-4b11-9d3e-5a1b2c3d4e5f failed', 'Job 0a1b2c3d-0000-4b11-9d3e-aaaaaaaaaaaa failed', 1],
    ['CPU at 97.5%', 'CPU at 91%', 1],
    ['Disk full on web', 'Disk full on mail', 0.75],
    ['Disk full', 'Certificate expires', 0],
    ['full disk', 'Disk FULL!', 1],
    ['', '', 1],
    ['...', '!!!', 0],
  ])('%s / %s: %d', (left, right, score) => {
    expect(similarity(left, right)).toBe(score)
    expect(similarity(right, left)).toBe(score)
  })

  test('counts a word as often as it stands there', () => {
    expect(similarity('down down down', 'down')).toBe(0.5)
    expect(similarity('down', 'down down down')).toBe(0.5)
  })

  test('looks at the beginning of a long one only: comparing costs the same whatever a sender writes', () => {
    const beginning = 'disk full '.repeat(50)
    expect(similarity(beginning, `${beginning}${'another word '.repeat(1_000)}`)).toBe(1)
  })

  test('does not take a word for an identifier because it is long', () => {
    expect(wordsOf('deadbeefface authentication')).toEqual(['deadbeefface', 'authentication'])
  })
})
