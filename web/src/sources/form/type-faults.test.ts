import { expect, test } from 'vitest'
import { typeFaults } from './type-faults.ts'

const t = (name: string) => name.split('.').at(-1)!

test('a rule without a condition and a pattern that cannot run are named at their place', () => {
  const rules = [
    { action: 'trigger' as const },
    { action: 'trigger' as const, subject: 'ok', from: { matches: '(?=x)' } },
    { action: 'resolve' as const, body: { contains: 'x', matches: String.raw`^(?<job>\S+)` } },
  ]
  expect(typeFaults({ email: { rules } }, t)).toEqual({
    'email.rules.0': 'needsCondition',
    'email.rules.1.from.matches': 'patternFault',
  })
})

test('senders are addresses or domains, topics are names of Amazon or their beginning', () => {
  const right = {
    email: { senders: ['a@b.test', '@b.test'] },
    cloudwatch: { topics: ['arn:aws:sns:x:1:a', 'arn:aws:*'] },
  }
  expect(typeFaults(right, t)).toEqual({})
  expect(typeFaults({ email: { senders: ['b.test'] }, cloudwatch: { topics: ['alarms'] } }, t)).toEqual({
    'email.senders': 'sendersFault',
    'cloudwatch.topics': 'topicsFault',
  })
})
