import { describe, expect, test } from 'vitest'
import { escalationPolicy } from '../../../../contract/config/escalation.ts'
import { policyDraftFrom, policyDraftOf, policyItemOf, policyProblemsOf, policyTemplates } from './draft.ts'

const policy = escalationPolicy.parse({
  key: 'default',
  name: 'Default',
  delay: '90s',
  steps: [
    { targets: ['schedule:primary', 'user:bob'], timeout: '5m', assign: 'round-robin' },
    { targets: ['team:netops'], timeout: '1h30m', if: 'not-resolved' },
  ],
  acknowledgeTimeout: '1d',
  repeat: 2,
  stepEnds: 'timeout',
})

describe('the draft of a policy', () => {
  test('that nobody changed is saved as it was', () => {
    expect(escalationPolicy.parse(policyItemOf(policyDraftOf(policy), 'default'))).toEqual(
      escalationPolicy.parse({ ...policy, delay: '1m30s' }),
    )
  })

  test('takes lengths as people type them, and no acknowledgement timeout where nothing is typed', () => {
    const draft = { ...policyDraftOf(policy), delay: '2 Min.', acknowledgeTimeout: ' ', repeatEvery: '30 s' }
    expect(policyItemOf(draft, 'default')).toMatchObject({ delay: '2m', repeatEvery: '30s' })
    expect('acknowledgeTimeout' in policyItemOf(draft, 'default')).toBe(false)
  })

  test('with everybody at once has steps without conditions, which the contract would refuse', () => {
    const item = policyItemOf({ ...policyDraftOf(policy), allAtOnce: true }, 'default')
    expect(escalationPolicy.safeParse(item).success).toBe(true)
  })

  test('says where it is incomplete or out of bounds', () => {
    const draft = policyDraftOf(policy)
    draft.steps[0]!.targets = []
    draft.steps[1]!.timeout = '8d'
    const problems = policyProblemsOf({
      ...draft,
      name: '',
      delay: 'soon',
      attempts: 0,
      repeat: undefined,
      acknowledgeTimeout: '5s',
    })
    expect([...problems.keys()].map((key) => key.replace(/^\d+/, '#')).toSorted()).toEqual([
      '#.targets',
      '#.timeout',
      'acknowledgeTimeout',
      'attempts',
      'delay',
      'name',
      'repeat',
    ])
    expect(policyProblemsOf({ ...draft, steps: [] }).get('steps')).toBe('steps')
    expect(policyProblemsOf(policyDraftOf(policy)).size).toBe(0)
  })
})

test.each(policyTemplates)('the template %s is complete where there are two schedules and a team', (template) => {
  const draft = policyDraftFrom(template, 'New', { schedules: ['first', 'second'], teams: ['netops'] })
  expect(policyProblemsOf(draft).size).toBe(0)
  expect(escalationPolicy.safeParse(policyItemOf(draft, 'new')).success).toBe(true)
})

test('three levels of five minutes each: on call, second on call, the whole team', () => {
  const item = policyItemOf(policyDraftFrom('levels', 'New', { schedules: ['a', 'b'], teams: ['t'] }), 'new')
  expect(item.steps.map(({ targets, timeout }) => [targets, timeout])).toEqual([
    [['schedule:a'], '5m'],
    [['schedule:b'], '5m'],
    [['team:t'], '5m'],
  ])
})
