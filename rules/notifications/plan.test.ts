import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PageTiming, Plan, PlannableContact, PlannableRule } from './plan.ts'
import { maxAttemptsPerContact, planPage } from './plan.ts'

const at = Temporal.Instant.from('2026-03-29T00:59:30Z')
const timing = (over: Partial<PageTiming> = {}): PageTiming => ({
  at,
  attempts: 3,
  repeatEverySeconds: 60,
  stepEndsAt: at.add({ seconds: 180 }),
  ...over,
})
const contact = (id: string, over: Partial<PlannableContact> = {}): PlannableContact => ({
  id,
  verified: true,
  disabled: false,
  ...over,
})
const told = (plan: Plan) =>
  plan.kind === 'unreachable'
    ? plan.cause
    : plan.deliveries.map((one) => `${one.contactId}${one.attempt}@${one.dueAt.since(at).total('seconds')}`)

describe('what a page consists of', () => {
  test('a contact is messaged at once and repeated each minute, three times in all (R087)', () => {
    expect(told(planPage([contact('hook')], [{ contactId: 'hook', afterSeconds: 0 }], timing()))).toEqual([
      'hook1@0',
      'hook2@60',
      'hook3@120',
    ])
  })

  test('a later contact joins the rounds; nothing is repeated once the step has ended', () => {
    const rules = [
      { contactId: 'hook', afterSeconds: 0 },
      { contactId: 'mail', afterSeconds: 60 },
    ]
    expect(told(planPage([contact('hook'), contact('mail')], rules, timing()))).toEqual([
      'hook1@0',
      'hook2@60',
      'mail1@60',
      'hook3@120',
      'mail2@120',
    ])
  })

  test('a contact whose time comes after the end of the step still gets its first message', () => {
    const rules = [{ contactId: 'phone', afterSeconds: 600 }]
    expect(told(planPage([contact('phone')], rules, timing()))).toEqual(['phone1@600'])
  })

  test('two rules on one contact count their messages together and never coincide', () => {
    const rules = [
      { contactId: 'hook', afterSeconds: 0 },
      { contactId: 'hook', afterSeconds: 60 },
    ]
    const plan = planPage([contact('hook')], rules, timing({ attempts: 2 }))
    expect(told(plan)).toEqual(['hook1@0', 'hook2@60', 'hook3@120'])
  })

  test('low priority asks once', () => {
    const plan = planPage([contact('mail')], [{ contactId: 'mail', afterSeconds: 30 }], timing({ attempts: 1 }))
    expect(told(plan)).toEqual(['mail1@30'])
  })

  test('a policy that repeats every second for a week stays within bounds', () => {
    const forever = timing({ attempts: 1e6, repeatEverySeconds: 1, stepEndsAt: at.add({ hours: 168 }) })
    const plan = planPage([contact('mail')], [{ contactId: 'mail', afterSeconds: 0 }], forever)
    expect(told(plan)).toHaveLength(maxAttemptsPerContact)
  })
})

describe('nobody is dropped silently', () => {
  test('without a rule for this priority every usable contact is messaged at once, and the reason is told', () => {
    const plan = planPage([contact('a'), contact('b'), contact('c', { verified: false })], [], timing({ attempts: 1 }))
    expect(told(plan)).toEqual(['a1@0', 'b1@0'])
    expect(plan).toMatchObject({ basis: 'no_rule' })
  })

  test('rules that name only unusable contacts are passed over, and the reason is told', () => {
    const contacts = [contact('a', { verified: false }), contact('b', { disabled: true }), contact('c')]
    const rules = [
      { contactId: 'a', afterSeconds: 0 },
      { contactId: 'b', afterSeconds: 60 },
    ]
    const plan = planPage(contacts, rules, timing({ attempts: 1 }))
    expect(told(plan)).toEqual(['c1@0'])
    expect(plan).toMatchObject({ basis: 'rules_unusable', skippedContactIds: ['a', 'b'] })
  })

  test('a rule on an unverified contact is skipped and named while the others are followed', () => {
    const rules = [
      { contactId: 'a', afterSeconds: 0 },
      { contactId: 'b', afterSeconds: 60 },
    ]
    const plan = planPage([contact('a', { verified: false }), contact('b')], rules, timing({ attempts: 1 }))
    expect(told(plan)).toEqual(['b1@60'])
    expect(plan).toMatchObject({ basis: 'rules', skippedContactIds: ['a'] })
  })

  test.each([
    ['no_contact', []],
    ['no_verified_contact', [contact('a', { verified: false })]],
    ['contacts_disabled', [contact('a', { disabled: true }), contact('b', { verified: false })]],
  ])('a person who cannot be reached is named so: %s', (cause, contacts) => {
    expect(told(planPage(contacts, [{ contactId: 'a', afterSeconds: 0 }], timing()))).toBe(cause)
  })
})

const ids = ['a', 'b', 'c', 'd']
const anyContacts = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(...ids), verified: fc.boolean(), disabled: fc.boolean() }),
  { selector: (one) => one.id },
)
const anyRules: fc.Arbitrary<PlannableRule[]> = fc.array(
  fc.record({ contactId: fc.constantFrom(...ids, 'gone'), afterSeconds: fc.integer({ min: 0, max: 1_200 }) }),
  { maxLength: 6 },
)
const anyTiming = fc
  .record({
    attempts: fc.integer({ min: 1, max: 20 }),
    repeatEverySeconds: fc.integer({ min: 1, max: 600 }),
    stepSeconds: fc.integer({ min: 1, max: 3_600 }),
  })
  .map(({ stepSeconds, ...rest }) => timing({ ...rest, stepEndsAt: at.add({ seconds: stepSeconds }) }))

describe('whatever the set-up', () => {
  const always = (
    check: (plan: Plan, contacts: PlannableContact[], rules: PlannableRule[], when: PageTiming) => void,
  ) =>
    fc.assert(
      fc.property(anyContacts, anyRules, anyTiming, (contacts, rules, when) =>
        check(planPage(contacts, rules, when), contacts, rules, when),
      ),
    )

  test('a person with a verified, enabled contact is messaged, one without is unreachable', () =>
    always((plan, contacts) => {
      const reachable = contacts.some((one) => one.verified && !one.disabled)
      expect(plan.kind).toBe(reachable ? 'deliveries' : 'unreachable')
      if (plan.kind === 'deliveries') expect(plan.deliveries.length).toBeGreaterThan(0)
    }))

  test('nothing goes to a contact that is not verified, was disabled, or is not the person’s', () =>
    always((plan, contacts) => {
      if (plan.kind === 'unreachable') return
      const usable = contacts.filter((one) => one.verified && !one.disabled).map((one) => one.id)
      for (const one of plan.deliveries) expect(usable).toContain(one.contactId)
    }))

  test('every rule on a usable contact has its message exactly at its time', () =>
    always((plan, contacts, rules) => {
      if (plan.kind === 'unreachable') return
      const usable = new Set(contacts.filter((one) => one.verified && !one.disabled).map((one) => one.id))
      const lines = told(plan) as string[]
      for (const rule of rules.filter((one) => usable.has(one.contactId))) {
        expect(lines.some((line) => new RegExp(`^${rule.contactId}\\d+@${rule.afterSeconds}$`).test(line))).toBe(true)
      }
    }))

  test('what is not a rule’s first message lies before the end of the step', () =>
    always((plan, _, rules, when) => {
      if (plan.kind === 'unreachable') return
      for (const one of plan.deliveries) {
        const second = one.dueAt.since(at).total('seconds')
        const first =
          plan.basis === 'rules'
            ? rules.some((rule) => rule.contactId === one.contactId && rule.afterSeconds === second)
            : second === 0
        if (!first) expect(Temporal.Instant.compare(one.dueAt, when.stepEndsAt)).toBe(-1)
      }
    }))

  test('messages of one contact are numbered from 1 without gaps, in the order of time', () =>
    always((plan) => {
      if (plan.kind === 'unreachable') return
      for (const [, group] of Map.groupBy(plan.deliveries, (one) => one.contactId)) {
        expect(group.map((one) => one.attempt)).toEqual(group.map((_, index) => index + 1))
        const times = group.map((one) => one.dueAt.epochMilliseconds)
        expect(new Set(times).size).toBe(times.length)
      }
    }))
})
