import type { BrowserContext, Cookie, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { elsewhere } from '../../server/testing/people.ts'
import type { ConfigInput } from '../../server/testing/people.ts'
import { createWorld } from '../../server/testing/world.ts'
import type { World, WorldSetup } from '../../server/testing/world.ts'
import { openBrowser } from './browser.ts'
import type { VisitorOptions, Visitors } from './browser.ts'

export const password = 'correct horse battery'

export type Person = 'alice' | 'bob' | 'sam' | 'charlie'

export interface Stage extends Visitors {
  readonly world: World
  /** Opens the console as this person, signed in, on a device of their own. */
  enter(person: Person, path?: string, options?: VisitorOptions): Promise<Page>
  /** Sends an event to a source of type webhook and lets happen what is due; returns the number of the alert. */
  alert(event: { summary: string } & Record<string, unknown>): Promise<number>
}

/**
 * The whole app on a clock that stands at the real time until a test moves it, with a browser in front. Everybody of
 * server/testing/people can sign in, Sam the stakeholder too.
 */
export function openStage(setup: WorldSetup = {}): Stage {
  const visitors = openBrowser()
  const cookiesByPerson = new Map<Person, Cookie[]>()
  let world: World
  beforeAll(async () => {
    world = await createWorld({ at: presentSecond(), ...setup, change: (config) => withPeople(config, setup.change) })
    await world.charlie.post('/config', withPasswords(elsewhere(world.pages.url)))
    await world.settle()
  })
  afterAll(async () => {
    // What was sent is the concern of the behaviour tests; here is looked at what people see.
    world.pages.pages.splice(0)
    world.mails.mails.splice(0)
    await world.close()
  })
  return {
    ...visitors,
    get world() {
      return world
    },
    async enter(person, path = '/alerts', options = {}) {
      const context = await visitors.regular(`${person} ${JSON.stringify(options)}`, options)
      if (!cookiesByPerson.has(person)) cookiesByPerson.set(person, await signIn(context, world.app.url(), person))
      await context.addCookies(cookiesByPerson.get(person)!)
      const page = await context.newPage()
      await page.goto(world.app.url() + path)
      return page
    },
    async alert(event) {
      await world.send(event)
      const { body } = await world.alice.get<{ items: { number: number }[] }>('/alerts?status=all&limit=1')
      return body.items[0]!.number
    },
  }
}

const presentSecond = () => Temporal.Now.instant().round({ smallestUnit: 'second', roundingMode: 'floor' })

/** Passwords are slow on purpose, so everybody signs in once a file. */
async function signIn(context: BrowserContext, url: string, person: Person): Promise<Cookie[]> {
  const data = { email: `${person}@example.test`, password }
  const answer = await context.request.post(`${url}/api/v1/session`, { data })
  if (!answer.ok()) throw new Error(`${person} could not sign in: ${answer.status()} ${await answer.text()}`)
  return context.cookies()
}

function withPeople(config: ConfigInput, change: WorldSetup['change']): ConfigInput {
  const sam = { key: 'sam', name: 'Sam Sommer', email: 'sam@example.test', language: 'en' as const }
  const complete = { ...config, users: [...(config.users ?? []), { ...sam, role: 'stakeholder' as const }] }
  return withPasswords(change ? change(complete) : complete)
}

function withPasswords(config: ConfigInput): ConfigInput {
  return { ...config, users: (config.users ?? []).map((user) => ({ ...user, password })) }
}
