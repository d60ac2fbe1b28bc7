import { expect, test } from 'vitest'
import type { OrganizationConfig } from '../../../../contract/config/organization.ts'
import { itemOf, valuesOf } from './values.ts'

const item: OrganizationConfig = {
  key: 'default',
  name: 'Nordlicht',
  timezone: 'Europe/Berlin',
  language: 'de',
  fallback: 'cleo',
  webhookSecret: `whsec_${'A'.repeat(32)}`,
  selfTest: { at: '06:30' },
  requireSecondFactor: true,
  rawEventDays: 30,
  messageLimits: { sms: { contact: 5 } },
}

test('what is shown and saved unchanged is what was stored, its secret included', () => {
  expect(itemOf(valuesOf(item), item)).toEqual(item)
})

test('an emptied limit is the default again, and nothing is written for defaults', () => {
  const values = { ...valuesOf(item), 'messageLimits.sms.contact': '' }
  expect(itemOf(values, item)).not.toHaveProperty('messageLimits')
  expect(itemOf({ ...values, 'messageLimits.email.organization': '90' }, item).messageLimits).toEqual({
    email: { organization: 90 },
  })
})

test('without a fallback person none is written, and a self-test that is off keeps no time', () => {
  const saved = itemOf({ ...valuesOf(item), fallback: '', selfTest: 'off' }, item)
  expect(saved).not.toHaveProperty('fallback')
  expect(saved.selfTest).toBe('off')
})
