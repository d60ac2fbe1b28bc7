import type { AlertRow, Rows } from './rows.ts'
import type { ArrivedPage, Asked, Story } from './story.ts'
import { emptyStory } from './story.ts'
import { judge } from './verdicts.ts'

// Histories made by hand, to show that the verdicts find what is wrong with them and nothing else.

export const at = (step: number) => ({ step, ms: step * 100 })

export const asked = (over: Partial<Asked> = {}): Asked => ({
  what: 'trigger',
  via: 'event',
  key: 'default/disk',
  begun: at(1),
  ended: at(3),
  fate: 'accepted',
  ...over,
})

export const acknowledged = (over: Partial<Asked> = {}): Asked =>
  asked({
    what: 'acknowledge',
    via: 'api',

    alertId: 'a1',
    begun: at(20),
    ended: at(25),
    ...over,
  } as Asked)

export const page = (over: Partial<ArrivedPage> = {}): ArrivedPage => ({
  ...at(10),
  deliveryId: 'd1',
  alertIds: ['a1'],
  recipient: 'ann',
  looked: at(9),
  taken: true,
  told: true,
  ...over,
})

export const alert = (over: Partial<AlertRow> = {}): AlertRow => ({
  id: 'a1',
  key: 'default/disk',
  status: 'triggered',
  count: 1,
  createdMs: 200,
  acknowledgedMs: null,
  resolvedMs: null,
  epoch: 1,
  escalation: 'ended',
  nextMs: null,
  held: false,
  ...over,
})

/** The alert has paged Ann and then Bob. */
export const rowsOf = (over: Partial<Rows> = {}): Rows => ({
  alerts: [alert()],
  pages: [planned(), planned({ id: 'p2', step: 1, user: 'bob', createdMs: 60_200 })],
  deliveries: [delivery('d1', 'p1'), delivery('d2', 'p2')],
  entries: ['alert.triggered', 'page.created', 'delivery.sent', 'page.created', 'delivery.sent'].map(entry),
  ...over,
})

export const planned = (over: Partial<Rows['pages'][number]> = {}): Rows['pages'][number] => ({
  id: 'p1',
  alertId: 'a1',
  epoch: 1,
  round: 0,
  step: 0,
  user: 'ann',
  kind: 'page',
  createdMs: 200,
  ...over,
})

export const delivery = (id: string, pageId: string) => ({ id, alertId: 'a1', pageId, attempt: 1, status: 'sent' })

export const entry = (kind: string) => ({ alertId: 'a1', kind })

export const told = (over: Partial<Story> = {}): Story => ({
  ...emptyStory(1),
  asked: [asked()],
  kinds: { 'default/disk': 'anything' },
  pages: [page()],
  ...over,
})

/** The names of the guilty verdicts. */
export const guilty = (story: Story, rows: Rows = rowsOf()) => [
  ...new Set(judge(story, rows).map((finding) => finding.split(':')[0])),
]
