import { expect, test } from 'vitest'
import type { SmtpConfig } from '../../../../contract/config/organization.ts'
import { smtpOf, valuesOf, withSecurity } from './values.ts'

const smtp: SmtpConfig = { host: 'mail.example.org', port: 2525, security: 'none', from: 'a@example.org', user: 'ann' }

test('an empty password is left out, so that the saved one stays', () => {
  expect(smtpOf(valuesOf(smtp))).toEqual(smtp)
  expect(smtpOf({ ...valuesOf(smtp), password: 'new' })).toEqual({ ...smtp, password: 'new' })
})

test('encryption brings its usual port along, and leaves a port of one’s own', () => {
  expect(withSecurity(valuesOf(undefined), 'tls')).toMatchObject({ security: 'tls', port: '465' })
  expect(withSecurity(valuesOf(smtp), 'starttls')).toMatchObject({ security: 'starttls', port: '2525' })
})
