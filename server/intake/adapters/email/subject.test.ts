import { describe, expect, test } from 'vitest'
import { saysWellAgain, topicOf } from './subject.ts'

describe('the topic of a mail', () => {
  test.each([
    ['web-07 is DOWN', 'web-07 is UP'],
    ['AW: Störung: VPN Zürich', 'Behoben: VPN Zürich'],
    ['Re: Fwd: WG: Backup failed', 'Backup successful'],
    ['[ALARM] Temperatur Serverraum', '[OK] Temperatur Serverraum'],
    ['Speicherpool 1 kritisch am 05.01.2026 um 03:12', 'Speicherpool 1 OK am 06.01.2026 um 04:00'],
    ['Job nightly: Error (3)', 'Job nightly: Error (4)'],
    ['2026-01-05T03:00:00Z UPS on battery', '2026-01-05 04:00 UPS on battery'],
  ])('%s is that of %s', (problem, other) => {
    expect(topicOf(problem)).toBe(topicOf(other))
    expect(topicOf(problem)).not.toBe('')
  })

  test.each([
    ['port 1/0/24 down', 'port 1/0/25 down'],
    ['10.0.0.5 is down', '10.0.0.6 is down'],
    ['10.12.20 failed', '10.12.21 failed'],
    ['00:11:22:33:44:55 offline', '00:11:22:33:44:56 offline'],
    ['Node #1 down', 'Node #2 down'],
    ['Disk 1 failed', 'Disk 2 failed'],
    ['srv-2026-01 down', 'srv-2026-02 down'],
    ['Error 500', 'Error 503'],
  ])('%s is another one than that of %s', (one, other) => {
    expect(topicOf(one)).not.toBe(topicOf(other))
  })

  test('of a subject that only says how it stands is nothing', () => {
    expect(topicOf('CRITICAL: 03:00')).toBe('')
  })
})

describe('all is well again', () => {
  test.each([
    'web-07 is UP',
    '[OK] Temperatur Serverraum',
    'Resolved: disk problem on web-07',
    'AW: Behoben: Störung VPN',
    'RECOVERY web-07/Disk',
    'Entwarnung: Störung VPN',
    'VPN Zürich ist wieder erreichbar.',
    '[Monitor] [Resolved] Shop',
    'Leitung Bern: behoben',
  ])('is said by: %s', (subject) => {
    expect(saysWellAgain(subject)).toBe(true)
  })

  test.each([
    'web-07 is DOWN',
    'web-07 is not OK',
    'Backup nicht OK',
    'Problem: OK button broken',
    'Please look it up',
    'The server is up to date but slow',
    'Resolved tickets are piling up',
    'Not resolved: disk',
    'UPS on battery',
    'Störung konnte nicht behoben werden',
  ])('is not said by: %s', (subject) => {
    expect(saysWellAgain(subject)).toBe(false)
  })
})
