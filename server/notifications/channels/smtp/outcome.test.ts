import { describe, expect, test } from 'vitest'
import { outcomeOfMailError } from './outcome.ts'

const of = (response: string, code = 'EENVELOPE') =>
  outcomeOfMailError(Object.assign(new Error(response), { response, responseCode: Number(response.slice(0, 3)), code }))

describe('what a mail server answers', () => {
  test.each([
    ['421 4.3.2 shutting down', 'retry', 'server_error'],
    ['450 4.7.1 greylisted, try again', 'retry', 'server_error'],
    ['451 try later', 'retry', 'server_error'],
    ['452 4.2.2 mailbox full', 'retry', 'server_error'],
    ['550 5.1.1 no such user', 'refused', 'address_unknown'],
    ['550 no such user', 'refused', 'address_unknown'],
    ['550-5.1.1 no such\n550 5.1.1 user', 'refused', 'address_unknown'],
    ['552 5.3.4 too big', 'refused', 'refused'],
    ['554 5.7.1 refused by policy', 'refused', 'mailbox_refused'],
    ['550 5.1.8 sender has no place', 'refused', 'sender_refused'],
    ['550 5.2.1 mailbox disabled', 'refused', 'address_unknown'],
  ])('%s: %s, %s', (response, kind, reason) => {
    expect(of(response)).toEqual({ kind, reason, detail: response })
  })

  test('the enhanced code beats the basic one', () => {
    expect(of('550 4.2.1 busy, really')).toMatchObject({ kind: 'retry' })
    expect(of('450 5.1.1 never')).toMatchObject({ kind: 'refused', reason: 'address_unknown' })
  })

  test('a wrong password is our fault, not the contact’s', () => {
    expect(of('535 5.7.8 authentication failed', 'EAUTH')).toMatchObject({ kind: 'refused', reason: 'sign_in_refused' })
  })

  test('a server that cannot be reached or does not answer passes', () => {
    const error = (code: string) => Object.assign(new Error(code), { code })
    expect(outcomeOfMailError(error('ECONNECTION'))).toMatchObject({ kind: 'retry', reason: 'network' })
    expect(outcomeOfMailError(error('ETIMEDOUT'))).toMatchObject({ kind: 'retry', reason: 'timeout' })
    expect(outcomeOfMailError(error('ETLS'))).toMatchObject({ kind: 'refused', reason: 'encryption_refused' })
  })
})
