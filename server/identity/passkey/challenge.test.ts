import { expect, test } from 'vitest'
import { createSecrets } from '../../kernel/secrets.ts'
import { challengeEnd, makeChallenge } from './challenge.ts'

const secrets = createSecrets('42'.repeat(32))
const now = Temporal.Instant.from('2026-01-05T02:00:00Z')
const encode = (text: string) => Buffer.from(text).toString('base64url')
const endOf = (text: string, purpose = 'sign-in', at = now) => challengeEnd(secrets, purpose, encode(text), at)

test('a challenge of ours is known until it ends, after five minutes', () => {
  const challenge = makeChallenge(secrets, 'sign-in', now)
  const end = now.add({ minutes: 5 })
  expect(endOf(challenge)?.toString()).toBe(end.toString())
  expect(endOf(challenge, 'sign-in', end.subtract({ milliseconds: 1 }))).toBeDefined()
  expect(endOf(challenge, 'sign-in', end)).toBeUndefined()
})

test('a challenge for one thing is none for another, and no two are the same', () => {
  const challenge = makeChallenge(secrets, 'register ann', now)
  expect(endOf(challenge, 'register ann')).toBeDefined()
  expect(endOf(challenge, 'register bob')).toBeUndefined()
  expect(endOf(challenge)).toBeUndefined()
  expect(makeChallenge(secrets, 'register ann', now)).not.toBe(challenge)
})

test('a challenge with another end, another signature or of another installation is not ours', () => {
  const [token, end, signature] = makeChallenge(secrets, 'sign-in', now).split('.')
  expect(endOf(`${token}.${Number(end) + 60_000}.${signature}`)).toBeUndefined()
  expect(endOf(`${token}.${end}.${'A'.repeat(43)}`)).toBeUndefined()
  expect(endOf(`${token}.${end}`)).toBeUndefined()
  expect(endOf('')).toBeUndefined()
  const foreign = makeChallenge(createSecrets('43'.repeat(32)), 'sign-in', now)
  expect(endOf(foreign)).toBeUndefined()
})
