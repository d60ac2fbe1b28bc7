import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { ScheduleView, ShiftsView } from '../contract/oncall.ts'
import type { ConfigInput } from '../server/testing/people.ts'
import { inBrowser } from './support/browser.ts'
import { expectGone, expectSeen, patience } from './support/look.ts'
import { openStage } from './support/stage.ts'

const zone = 'Europe/Berlin'
/** The next day on which the clocks change: in spring it has 23 hours, in autumn 25. */
const change = Temporal.Now.zonedDateTimeISO(zone).getTimeZoneTransition('next')!
const day = change.toPlainDate()
const date = day.toString()
const hours = day
  .toZonedDateTime(zone)
  .until(day.add({ days: 1 }).toZonedDateTime(zone))
  .total('hours')

function withSchedules(config: ConfigInput): ConfigInput {
  const weekly = {
    name: 'weekly',
    start: '2026-01-05',
    rotation: { every: '1 week', handover: 'Mon 09:00' },
    users: ['alice', 'bob'],
  }
  const office = {
    name: 'office',
    start: '2026-01-05',
    users: ['alice'],
    restrictions: [{ from: '08:00', to: '18:00' }],
  }
  return {
    ...config,
    schedules: [
      ...config.schedules!,
      { key: 'net', name: 'Network', timezone: zone, team: 'netops', layers: [weekly] },
      { key: 'office', name: 'Office', timezone: 'America/New_York', layers: [office] },
    ],
    escalationPolicies: [
      ...config.escalationPolicies!,
      { key: 'desk', name: 'Desk', steps: [{ targets: ['schedule:office'] }, { targets: ['user:bob'] }] },
    ],
  }
}

const at = (time: string) => day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString()
const resultOf = (page: Page) => page.locator('[data-result-row]')
const labelsIn = (row: Locator) =>
  row
    .locator(':is(button, [role="img"])[aria-label]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))

inBrowser('a schedule', () => {
  const stage = openStage({ change: withSchedules })
  const shifts = async (from = day, days = 1) => {
    const until = from.add({ days })
    const { body } = await stage.world.alice.get<ShiftsView>(
      `/schedules/net/shifts?from=${from.toString()}&to=${until.toString()}`,
    )
    return body.items.map(({ user, from: begin, to }) => [user.key, begin, to])
  }
  const schedule = async () => (await stage.world.alice.get<ScheduleView>('/schedules/net')).body
  const dayPage = (person: 'alice' | 'bob' | 'sam', more = '') =>
    stage.enter(person, `/oncall/net?view=day&date=${date}${more}`)

  test('on the day the clocks change is drawn with its true hours, and what is dragged out of it is what is saved', async () => {
    const page = await dayPage('alice')
    await expectSeen(page.getByText(`${hours} h`, { exact: true }))
    const box = (await resultOf(page).boundingBox())!
    const x = (hour: number) => box.x + (hour / hours) * box.width
    const y = box.y + box.height / 2
    // From one hour after midnight until ten hours after it: the clock changes in between.
    await page.mouse.move(x(1), y)
    await page.mouse.down()
    await page.mouse.move(x(4), y, { steps: 4 })
    await page.mouse.move(x(10), y, { steps: 4 })
    await page.mouse.up()
    const dialog = page.getByRole('dialog')
    const who = dialog.getByRole('combobox', { name: 'Who stands in' })
    const other = (await shifts())[0]![0] === 'alice' ? 'Bob' : 'Alice'
    await who.fill(other)
    await who.press('Enter')
    await expectSeen(dialog.getByText(new RegExp(`: ${other} \\w+ instead of \\w+`)))
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expectSeen(page.getByText('The override is saved.'))
    const midnight = day.toZonedDateTime(zone).toInstant()
    const [override] = (await shifts()).filter(([user]) => user === other.toLowerCase())
    expect(override).toEqual([
      other.toLowerCase(),
      midnight.add({ hours: 1 }).toString(),
      midnight.add({ hours: 10 }).toString(),
    ])
    await expect.poll(async () => (await labelsIn(resultOf(page))).length, patience).toBe((await shifts()).length)
  })

  test('has its override changed and removed by form, and says what is in the way', async () => {
    const page = await dayPage('alice')
    await page.getByRole('button', { name: 'Change' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Until').fill(`${date}T12:00`)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expectSeen(page.getByText('The override is saved.'))
    expect((await schedule()).overrides).toMatchObject([{ to: `${date}T12:00` }])
    expect((await shifts()).some(([, , to]) => to === at('12:00'))).toBe(true)

    await page.goto(`${stage.world.app.url()}/oncall/net?override=new&from=${date}T11:00&to=${date}T13:00&who=bob`)
    await expectSeen(page.getByRole('dialog').getByText(/stands in from .* already/))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await expectSeen(page.getByText('The override is removed; the layers count again.'))
    expect((await schedule()).overrides).toEqual([])
  })

  test('shows in its form what a change means before it is saved, and is then just that', async () => {
    const monday = day.add({ days: 1 })
    const page = await stage.enter('alice', `/oncall/net?date=${day.subtract({ days: 2 }).toString()}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await expectSeen(page.getByText('None: the same people are on call as now.'))
    await page.getByLabel('Time of the hand-over').fill('14:30')
    await expectSeen(page.getByText(/09:00–14:30: \w+ \w+ instead of \w+ \w+/).first())
    await expectSeen(page.getByText('No gap in the next 14 days.'))
    const handle = page.getByRole('button', { name: /^Bob Beispiel, place 2 of 2/ })
    await handle.focus()
    await handle.press('ArrowUp')
    await expectSeen(page.getByRole('button', { name: /^Bob Beispiel, place 1 of 2/ }))
    const before = await shifts(monday)
    await page.getByRole('button', { name: 'Save' }).click()
    await expectSeen(page.getByText('The schedule is saved and counts from now on.'))
    const saved = await schedule()
    expect(saved.layers[0]).toMatchObject({
      rotation: { handover: 'Mon 14:30' },
      users: [{ key: 'bob' }, { key: 'alice' }],
    })
    const handover = monday.toZonedDateTime({ timeZone: zone, plainTime: '14:30' }).toInstant().toString()
    const after = await shifts(monday)
    expect(after.map(([, , to]) => to)).toContain(handover)
    // The order was turned round: whoever had the Monday evening has it no more.
    expect(after.at(-1)![0]).not.toBe(before.at(-1)![0])
    await expectGone(page.getByLabel('Time of the hand-over'))
  })

  test('that somebody else changed meanwhile keeps what was typed, says what changed, and is overwritten only on purpose', async () => {
    stage.allow(/status of 412/)
    const page = await stage.enter('alice', '/oncall/net?edit=yes')
    await page.getByLabel('Name', { exact: true }).fill('Network at night')
    const { layers, ...rest } = await schedule()
    const users = layers[0]!.users.map((user) => user.key)
    const layer = { ...layers[0]!, users: users.toReversed() }
    const item = { key: rest.key, name: rest.name, timezone: rest.timezone, team: 'netops', layers: [layer] }
    expect((await stage.world.alice.send('PUT', '/config/schedules/net', item)).status).toBe(200)
    await page.getByRole('button', { name: 'Save' }).click()
    await expectSeen(
      page.getByText(/Somebody else has changed this schedule meanwhile/),
      page.getByText(/instead of/).first(),
    )
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Network at night')
    await page.getByRole('button', { name: /^Keep mine/ }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expectSeen(page.getByText('The schedule is saved and counts from now on.'))
    expect(await schedule()).toMatchObject({
      name: 'Network at night',
      layers: [{ users: users.map((key) => ({ key })) }],
    })
  })

  test('with gaps says so on the overview, with whom an alert goes to instead, and both zones stand on its axis', async () => {
    const page = await stage.enter('alice', '/oncall')
    await expectSeen(page.getByText(/^\d+ gaps in the next 14 days$/))
    await expectSeen(page.getByText('An alert along Desk then goes to step 2 at once: Bob Beispiel.').first())
    await page.getByRole('heading', { name: 'Office' }).getByRole('link').click()
    await expectSeen(page.getByText('New York', { exact: true }), page.getByText('Berlin', { exact: true }))
    expect((await labelsIn(resultOf(page))).filter((label) => label.startsWith('Nobody')).length).toBeGreaterThan(5)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.url(), patience).toContain('date=')
    await page.keyboard.press('t')
    await expect.poll(() => page.url(), patience).not.toContain('date=')
  })

  test('is not deleted while a policy names it', async () => {
    const page = await stage.enter('alice', '/oncall/office')
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expectSeen(page.getByRole('dialog').getByText(/The escalation policy Desk pages whoever is on call in it/))
  })

  describe('by role', () => {
    test('is only looked at by a stakeholder', async () => {
      const page = await dayPage('sam', '&edit=yes')
      await expectSeen(page.getByRole('heading', { name: 'Overrides from now on' }), resultOf(page))
      for (const name of ['Edit', 'Save', 'Take over now', 'Change'])
        expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
      expect(await resultOf(page).getByRole('button').count()).toBe(0)
    })

    test('is taken over but not edited by a responder', async () => {
      const page = await stage.enter('bob', '/oncall/primary')
      await page.getByRole('button', { name: 'Jetzt übernehmen' }).click()
      const dialog = page.getByRole('dialog')
      await expectSeen(dialog.getByText('Bob Beispiel übernimmt primary für diese Zeit.'))
      expect(await dialog.getByRole('combobox').count()).toBe(0)
      await dialog.getByRole('button', { name: 'Speichern' }).click()
      await expectSeen(page.getByText('Die Vertretung ist gespeichert.'))
      // The browser's clock has gone on; that of the server stands.
      const soon = Temporal.Now.instant().add({ minutes: 1 }).toString()
      const { body } = await stage.world.bob.get<{ items: { user: { key: string } }[] }>(
        `/oncall?schedule=primary&at=${soon}`,
      )
      expect(body.items[0]!.user.key).toBe('bob')
      expect(await page.getByRole('button', { name: 'Bearbeiten' }).count()).toBe(0)
    })
  })
})
