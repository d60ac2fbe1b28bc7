import { describe, expect, test } from 'vitest'
import { severityOf } from './severity.ts'

describe('the severity of a sender’s word', () => {
  test.each([
    ['critical', 'critical'],
    ['CRITICAL', 'critical'],
    ['P1', 'critical'],
    ['Sev0', 'critical'],
    ['Sev 0', 'critical'],
    ['SEV-0', 'critical'],
    ['Disaster', 'critical'],
    ['fatal', 'critical'],
    ['page', 'critical'],
    ['kritisch', 'critical'],
    ['error', 'error'],
    ['P2', 'error'],
    ['Sev1', 'error'],
    ['High', 'error'],
    ['MAJOR', 'error'],
    ['Fehler', 'error'],
    ['P3', 'warning'],
    ['Sev2', 'warning'],
    ['Average', 'warning'],
    ['Warning', 'warning'],
    ['MODERATE', 'warning'],
    ['Warnung', 'warning'],
    ['P4', 'info'],
    ['P5', 'info'],
    ['Sev3', 'info'],
    ['sev4', 'info'],
    ['information', 'info'],
    ['MINOR', 'info'],
    ['Not classified', 'info'],
    ['none', 'info'],
    [' warning ', 'warning'],
  ])('%s means %s', (word, severity) => {
    expect(severityOf(word)).toBe(severity)
  })

  test.each(['', '1', '5', 'purple', '__proto__', 'constructor', 'toString'])(
    '%j has no meaning everywhere and stays unknown',
    (word) => {
      expect(severityOf(word)).toBe('unknown')
    },
  )

  test('the words of a source come before the usual ones', () => {
    expect(severityOf('1', { '1': 'critical' })).toBe('critical')
    expect(severityOf('High', { high: 'info' })).toBe('info')
    expect(severityOf('low', { high: 'info' })).toBe('info')
    expect(severityOf('constructor', {})).toBe('unknown')
  })
})
