import { elsewhere } from './people.ts'
import type { ConfigInput } from './people.ts'
import type { World } from './world.ts'
import { createWorld } from './world.ts'

export const password = 'correct horse battery'

export interface Answered {
  status: number
  body: Record<string, unknown>
  cookies: string[]
}

/** A browser at Pikett: it keeps what it is given and shows it again. */
export interface Browser {
  ask(method: string, path: string, body?: unknown): Promise<Answered>
  signIn(email: string, more?: Record<string, unknown>): Promise<Answered>
}

export function openBrowserAt(world: World, headers: Record<string, string> = {}): Browser {
  const jar = new Map<string, string>()
  const ask = async (method: string, path: string, body?: unknown): Promise<Answered> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${world.app.url()}/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const cookies = response.headers.getSetCookie()
    for (const one of cookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(one)!
      jar.set(name!, value!)
    }
    const text = await response.text()
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answered['body']), cookies }
  }
  return { ask, signIn: (email, more = {}) => ask('POST', '/session', { email, password, ...more }) }
}

/** Everybody can sign in with the same password; no mail is under way. */
export async function createAccounts(): Promise<World> {
  const change = (config: ConfigInput) => ({ ...config, users: config.users!.map((user) => ({ ...user, password })) })
  const world = await createWorld({ change })
  const { users, ...theirs } = elsewhere(world.pages.url)
  await world.charlie.post('/config', { ...theirs, users: users!.map((user) => ({ ...user, password })) })
  await world.settle()
  world.mails.mails.splice(0)
  return world
}
