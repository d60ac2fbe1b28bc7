import { describe, expect, test } from 'vitest'
import { guilty, innocent } from './hand-made.ts'

describe('the process', () => {
  test('that does not become ready is found, unless it was killed before it could', () => {
    expect(guilty(innocent({ starts: [{ at: 0, killed: false, said: 'no' }] }))).toEqual([
      'every start recovers by itself',
    ])
    expect(guilty(innocent({ starts: [{ at: 0, killed: true }] }))).toEqual([])
  })

  test('that ends by itself is found', () => {
    expect(guilty(innocent({ crashes: ['TypeError'] }))).toEqual(['it runs until it is killed or stopped'])
  })

  test.each([
    ['does not end', { askedAt: 0, because: 'asked', exitCode: null }],
    ['ends late', { askedAt: 0, endedAt: 60_000, because: 'asked', exitCode: 0 }],
    ['ends with a wrong code', { askedAt: 0, endedAt: 500, because: 'asked', exitCode: 1 }],
    ['does not say that its database was lost', { askedAt: 0, endedAt: 500, because: 'database', exitCode: 0 }],
  ] as const)('that is stopped and %s is found', (_, stop) => {
    expect(guilty(innocent({ stops: [{ ...stop, said: '' }] }))).toEqual(['stops are orderly'])
  })

  test('beside another database on one directory is found, and so is what is left behind', () => {
    const sightings = [{ at: 500, servers: [7, 8], strangers: [] }]
    expect(guilty(innocent({ sightings }))).toEqual(['never two databases on one directory'])
    expect(guilty(innocent({ brokenOff: ['no more'] }))).toEqual(['the run came to its end'])
    expect(guilty(innocent({ leftovers: ['process 7 still runs'] }))).toEqual(['nothing is left behind'])
  })
})
