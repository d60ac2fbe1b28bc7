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

const usableIds = (contacts: PlannableContact[]) =>
  contacts.filter((one) => one.verified && !one.disabled).map((one) => one.id)
const deliveriesOf = (plan: Plan) => (plan.kind === 'deliveries' ? plan.deliveries : [])
const secondOf = (one: { dueAt: Temporal.Instant }) => one.dueAt.since(at).total('seconds')

type Case = { plan: Plan; contacts: PlannableContact[]; rules: PlannableRule[]; when: PageTiming }

/** Holds for whatever set-up if `holds` is true for each. */
const always = (holds: (one: Case) => boolean) => () =>
  fc.assert(
    fc.property(anyContacts, anyRules, anyTiming, (contacts, rules, when) =>
      holds({ plan: planPage(contacts, rules, when), contacts, rules, when }),
    ),
  )

describe('whatever the set-up', () => {
  test('a person with a verified, enabled contact is messaged, one without is unreachable', () => {
    expect(
      always(({ plan, contacts }) => usableIds(contacts).length > 0 === deliveriesOf(plan).length > 0),
    ).not.toThrow()
  })

  test('nothing goes to a contact that is not verified, was disabled, or is not the person’s', () => {
    expect(
      always(({ plan, contacts }) => deliveriesOf(plan).every((one) => usableIds(contacts).includes(one.contactId))),
    ).not.toThrow()
  })

  test('every rule on a usable contact has its message exactly at its time', () => {
    expect(
      always(({ plan, contacts, rules }) =>
        rules
          .filter((rule) => usableIds(contacts).includes(rule.contactId))
          .every((rule) =>
            deliveriesOf(plan).some((one) => one.contactId === rule.contactId && secondOf(one) === rule.afterSeconds),
          ),
      ),
    ).not.toThrow()
  })

  test('what is not a rule’s first message lies before the end of the step', () => {
    const isFirst = ({ plan, rules }: Case, one: { contactId: string; dueAt: Temporal.Instant }) =>
      plan.kind === 'deliveries' && plan.basis === 'rules'
        ? rules.some((rule) => rule.contactId === one.contactId && rule.afterSeconds === secondOf(one))
        : secondOf(one) === 0
    expect(
      always((given) =>
        deliveriesOf(given.plan).every(
          (one) => isFirst(given, one) || Temporal.Instant.compare(one.dueAt, given.when.stepEndsAt) < 0,
        ),
      ),
    ).not.toThrow()
  })

  test('messages of one contact are numbered from 1 without gaps, in the order of time', () => {
    expect(
      always(({ plan }) =>
        [...Map.groupBy(deliveriesOf(plan), (one) => one.contactId).values()].every((group) =>
          group.every(
            (one, index) => one.attempt === index + 1 && (index === 0 || secondOf(one) > secondOf(group[index - 1]!)),
          ),
        ),
      ),
    ).not.toThrow()
  })
})
