import { describe, expect, test } from 'vitest'
import type { Heartbeat } from '../api/types.ts'
import { shownHeartbeats, snippets } from './list-view.ts'

const heartbeat = (key: string, status: Heartbeat['status'], source = 'jobs') =>
  ({ key, name: key, status, source: { key: source, name: source, removed: false } }) as Heartbeat
const all = [
  heartbeat('b up', 'up'),
  heartbeat('a up', 'up'),
  heartbeat('late', 'late', 'acme'),
  heartbeat('down', 'down'),
]

describe('the list of heartbeats', () => {
  test('begins with what needs a look, then goes by name', () => {
    expect(shownHeartbeats(all, '', undefined, 'en').map(({ key }) => key)).toEqual(['down', 'late', 'a up', 'b up'])
  })

  test('is narrowed by words and by the sources of a customer', () => {
    expect(shownHeartbeats(all, 'UP jobs', undefined, 'en').map(({ key }) => key)).toEqual(['a up', 'b up'])
    expect(shownHeartbeats(all, '', new Set(['acme']), 'en').map(({ key }) => key)).toEqual(['late'])
  })
})

describe('the snippets', () => {
  test('all hold the address, for each place in which jobs are run', () => {
    const url = 'https://pikett.example/ping/5f5a9b0a'
    const made = snippets(url)
    expect(made.map(({ name }) => name)).toEqual(['curl', 'cron', 'systemd', 'powershell', 'tasks'])
    for (const { code } of made) expect(code).toContain(url)
  })

  test('report a failure where the place knows of one', () => {
    const codeOf = (name: string) => snippets('U').find((one) => one.name === name)?.code ?? ''
    expect(codeOf('systemd')).toContain('U/$EXIT_STATUS')
    expect(codeOf('powershell')).toContain("'U/fail'")
  })
})
