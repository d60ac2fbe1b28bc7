import { describe, expect, test } from 'vitest'
import { parsePath } from './path.ts'

describe('a path into an event', () => {
  test.each([
    ['host', ['host']],
    ['alert.labels.host', ['alert', 'labels', 'host']],
    ['alerts[0].name', ['alerts', 0, 'name']],
    ['alerts.0.name', ['alerts', '0', 'name']],
    ['labels["app.kubernetes.io/name"]', ['labels', 'app.kubernetes.io/name']],
    ['[2]', [2]],
    ['Event Name', ['Event Name']],
    ['Gerät.Zustand', ['Gerät', 'Zustand']],
  ])('%s is read into its steps', (text, steps) => {
    expect(parsePath(text)).toEqual(steps)
  })

  test.each(['', '.', '.host', 'host.', 'a..b', 'a[b]', 'a[0', 'a[0]b', 'a"b', '{{host}}', ' ', 'a. .b'])(
    '%j is not a path',
    (text) => {
      expect(parsePath(text)).toBeUndefined()
    },
  )
})
