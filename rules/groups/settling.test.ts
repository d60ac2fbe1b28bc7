import { describe, expect, test } from 'vitest'
import { settlingAfter } from './settling.ts'

const at = (time: string) => Temporal.Instant.from(`2026-01-05T${time}Z`)

describe('a group whose lead is resolved', () => {
  test('has a minute to recover before the next lead pages', () => {
    expect(settlingAfter(undefined, at('03:00:00'))).toEqual({ since: at('03:00:00'), until: at('03:01:00') })
  })

  test('has another minute when that one is resolved too, but pages after five minutes at the latest', () => {
    let settling = settlingAfter(undefined, at('03:00:00'))
    for (const time of ['03:00:50', '03:01:40', '03:02:30', '03:03:20']) settling = settlingAfter(settling, at(time))
    expect(settling).toEqual({ since: at('03:00:00'), until: at('03:04:20') })
    expect(settlingAfter(settling, at('03:04:10')).until).toEqual(at('03:05:00'))
  })

  test('settles anew once a lead has paged', () => {
    const before = settlingAfter(undefined, at('03:00:00'))
    expect(settlingAfter(before, at('03:01:00'))).toEqual({ since: at('03:01:00'), until: at('03:02:00') })
  })
})
