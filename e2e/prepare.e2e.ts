import { expect, test } from 'vitest'
import { keys } from '../server/testing/people.ts'
import type { ConfigInput } from '../server/testing/people.ts'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen } from './support/look.ts'
import { openStage } from './support/stage.ts'

const quietKey = `r${'0'.repeat(30)}4`

function richer(config: ConfigInput): ConfigInput {
  const quiet = {
    key: 'quiet',
    name: 'Quiet monitoring',
    type: 'webhook' as const,
    escalationPolicy: 'default',
    integrationKey: quietKey,
  }
  return {
    ...config,
    sources: [...config.sources!, quiet],
    schedules: [
      ...config.schedules!,
      {
        key: 'overseas',
        name: 'Overseas',
        timezone: 'America/New_York',
        layers: [
          {
            name: 'days',
            start: '2026-01-05',
            rotation: { every: '1 day', handover: '08:00' },
            users: ['bob', 'alice'],
          },
        ],
      },
    ],
    heartbeats: [
      { key: 'backup', name: 'Backup', every: '1h', grace: '5m', source: 'anything' },
      { key: 'export', name: 'Export', every: '2h', grace: '2h', source: 'anything' },
      { key: 'nightly', name: 'Nightly', every: '1d', grace: '1h', source: 'anything' },
      { key: 'fresh', name: 'Fresh', every: '1h', source: 'anything' },
    ],
  }
}

inBrowser('what was prepared', () => {
  const present = Temporal.Now.instant()
  const stage = openStage({ change: richer, at: present.subtract({ hours: 3 }) })
  const url = (path: string) => stage.world.app.url() + path

  test('heartbeats stand as the server sees them, each with what comes next', async () => {
    for (const key of ['backup', 'export', 'nightly']) await fetch(url(`/ping/${keys.anything}/${key}`))
    await stage.world.advance('3h')
    const page = await stage.enter('alice', '/heartbeats')
    const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
    await expectSeen(row('Backup').getByText('Missed'), row('Backup').getByRole('link', { name: 'Open the alert' }))
    await expectSeen(row('Export').getByText('Late'), row('Export').getByText(/^alert in (1:00:00|59:\d\d)$/))
    await expectSeen(row('Nightly').getByText('On time'), row('Nightly').getByText(/^in (20 h 59 min|21 h)$/))
    await expectSeen(row('Fresh').getByText('Waiting for the first ping'))
    await row('Backup').getByRole('link', { name: 'Backup' }).click()
    await expectSeen(page.getByRole('group', { name: 'curl' }).getByText(/curl .*\/ping\//))
    await page.goBack()
    await fetch(url(`/ping/${keys.anything}/backup`))
    await stage.world.settle()
    await expectSeen(row('Backup').getByText('On time', { exact: true }).first())
    await expectGone(row('Backup').getByRole('link', { name: 'Open the alert' }))
  })

  test('who is on call stands as the server says, with the zones when they differ', async () => {
    const { body } = await stage.world.alice.get<{
      items: { schedule: { key: string }; user: { name: string }; to: string; next: { user: { name: string } } }[]
    }>('/oncall')
    const overseas = body.items.find((entry) => entry.schedule.key === 'overseas')!
    const page = await stage.enter('alice', '/oncall')
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Overseas' }) })
    await expectSeen(row.getByText(overseas.user.name).first())
    const end = Temporal.Instant.from(overseas.to).toZonedDateTimeISO('Europe/Berlin').toPlainTime()
    await expectSeen(row.getByText(`${end.toString({ smallestUnit: 'minute' })}`).first())
    await expectSeen(row.getByText(`${overseas.next.user.name}, `))
    await expectSeen(row.getByText('Times in Europe/Berlin; the schedule runs in America/New_York.'))
    await expectSeen(page.getByRole('link', { name: /^You are on call for .*primary/ }))
  })

  test('a source that waits for its first event shows it when it comes, and each event with what became of it', async () => {
    const page = await stage.enter('alice', '/sources')
    await expectSeen(page.getByText('Waiting for the first event'))
    await page.getByRole('link', { name: 'Quiet monitoring' }).click()
    await expectSeen(page.getByText('As soon as something arrives at the address, it appears here'))
    await expectSeen(page.getByText(url(`/in/${quietKey}`), { exact: true }), page.getByText(quietKey, { exact: true }))
    await expectSeen(page.getByText(`curl -X POST '${url(`/in/${quietKey}`)}'`))
    await stage.world.send({ summary: 'First sign of life', room: 'B2' }, quietKey)
    const feed = page.getByRole('list').filter({ hasText: 'New alert' })
    await expectSeen(feed.getByRole('link', { name: /^Alert #\d+$/ }))
    await expectGone(page.getByText('As soon as something arrives at the address, it appears here'))
    await feed.getByRole('button', { name: 'Show what was sent' }).click()
    await expectSeen(feed.getByText('First sign of life'))

    const headers = { 'content-type': 'application/json' }
    await fetch(url(`/in/${quietKey}`), { method: 'POST', headers, body: '{"summary": ' })
    await stage.world.settle()
    await expectSeen(page.getByText('Rejected'), page.getByText('The body is not valid JSON'))
    await stage.world.send({ summary: 'Never seen', status: 'resolved' }, quietKey)
    await expectSeen(page.getByText('Dropped'), page.getByText('There was no open alert to answer'))
  })

  test('a test event is sent after a warning and becomes a real alert', async () => {
    const page = await stage.enter('alice', '/sources/quiet')
    await page.getByRole('button', { name: 'Send test event' }).click()
    const dialog = page.getByRole('dialog', { name: 'Send a test event?' })
    await expectSeen(dialog.getByText('pages whoever is on call'))
    await dialog.getByRole('button', { name: 'Send' }).click()
    await expectSeen(page.getByText(/^The test event became alert #\d+\.$/))
    await stage.world.settle()
    const { body } = await stage.world.alice.get<{ items: { summary: string }[] }>('/alerts?source=quiet&limit=1')
    expect(body.items[0]?.summary).toContain('Testereignis für Quiet monitoring, gesendet von Alice Anders')
  })
})
