import { setTimeout } from 'node:timers/promises'
import type { Kernel } from '../kernel/kernel.ts'
import type { Visit } from './access.ts'
import { demoPassword, isFromThisMachine, whyNoLogins } from './access.ts'
import { createColleagues } from './colleagues/act.ts'
import type { LocalApi } from './local.ts'
import { openLocalApi } from './local.ts'
import type { Monitoring } from './monitoring/simulation.ts'
import { createMonitoring } from './monitoring/simulation.ts'
import type { Runner } from './runner.ts'
import { startTurns } from './runner.ts'
import {
  applyDemoConfig,
  demoKey,
  noteVisit,
  prepareOrganization,
  readDemoConfig,
  visitorEmail,
  visitorKey,
} from './setup.ts'

const monitoringMs = 500
const colleaguesMs = 3_000

/** Ann stays on call as long as the demo runs: her layer is moved on with the days. */
const setupMs = 6 * 3_600_000

/** Checking a password is slow on purpose; on a small busy machine it takes seconds. */
const signInMs = 20_000

/** A stop does not wait longer for the last words of the simulation. */
const partingMs = 3_000

export interface Demo {
  /** Before the server listens: makes the organization. Throws when a real one has its key. Does nothing without --demo. */
  prepare(): Promise<void>
  /** After the server listens at `url`: applies the set-up; with `living`, the simulation begins. */
  start(url: string, living: boolean): Promise<void>
  /** Lines for the terminal, in its language: how to sign in, or why nobody can. */
  greeting(locale: string | undefined): string[]
  /** Whether this request may sign in as the owner of the sample company, without a password. */
  admits(visit: Visit): boolean
  /** Begins a session of that owner; returns the values for Set-Cookie. An alert for the visitor follows soon. */
  enter(userAgent: string | undefined): Promise<string[]>
  stop(): Promise<void>
}

/** What the sample company is made of while it lives. */
interface Living {
  monitoring: Monitoring
  runner: Runner
}

export function createDemo(kernel: Kernel): Demo {
  const { config, secrets } = kernel
  const password = config.demo && whyNoLogins(config) === undefined ? demoPassword(secrets) : undefined
  let url = ''
  let living: Living | undefined
  let state: 'empty' | 'ready' | 'failed' = 'empty'
  return {
    async prepare() {
      if (config.demo) await prepareOrganization(kernel)
    },
    async start(listening, lives) {
      if (!config.demo) return
      url = listening
      const api = await openLocalApi(config.dataDir, url, demoKey)
      const setUp = async () => applyDemoConfig(api, await readDemoConfig(kernel.clock.now(), password))
      try {
        await setUp()
        state = 'ready'
        if (lives) living = await bringToLife(kernel, api, setUp)
      } catch (error) {
        // A real organization may run beside: the demo must not keep it from starting.
        kernel.log.error({ error: (error as Error).message }, 'the demo could not be set up')
        state = 'failed'
      }
    },
    greeting: (locale) => (config.demo ? greetingOf(kernel, { locale, ready: state === 'ready', password }) : []),
    admits: (visit) => password !== undefined && state === 'ready' && isFromThisMachine(visit),
    async enter(userAgent) {
      const cookies = await signIn(url, password!, userAgent)
      await noteVisit(kernel)
      living?.monitoring.visited()
      return cookies
    },
    async stop() {
      await living?.runner.stop()
      if (living) await Promise.race([living.monitoring.pause(), setTimeout(partingMs, undefined, { ref: false })])
    },
  }
}

async function bringToLife(kernel: Kernel, api: LocalApi, setUp: () => Promise<void>): Promise<Living> {
  const { clock, log } = kernel
  const seed = String(clock.now().epochMilliseconds)
  const monitoring = await createMonitoring({ api, clock, log, seed })
  const colleagues = createColleagues({ api, clock, log, seed, visitor: visitorKey })
  const turns = [
    { name: 'monitoring', everyMs: monitoringMs, act: () => monitoring.turn() },
    { name: 'colleagues', everyMs: colleaguesMs, act: () => colleagues.turn() },
    { name: 'setup', everyMs: setupMs, act: setUp },
  ]
  return { monitoring, runner: startTurns(turns, log) }
}

interface Greeting {
  locale: string | undefined
  ready: boolean
  password: string | undefined
}

function greetingOf(kernel: Kernel, { locale, ready, password }: Greeting): string[] {
  const say = kernel.i18n.in(locale?.toLowerCase().startsWith('de') ? 'de' : 'en')
  if (!ready) return [say('demo:greeting.failed'), '']
  const refusal = whyNoLogins(kernel.config)
  const login = refusal
    ? say(`demo:greeting.refused.${refusal.reason}`, { value: refusal.value })
    : say('demo:greeting.signIn', { email: visitorEmail, password })
  return [login, say('demo:greeting.sandbox'), '']
}

/** By the door that everybody uses, so that an attempt counts as one and the session is like any other. */
async function signIn(url: string, password: string, userAgent: string | undefined): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(userAgent && { 'user-agent': userAgent }) },
    body: JSON.stringify({ email: visitorEmail, password }),
    signal: AbortSignal.timeout(signInMs),
  })
  if (!response.ok) throw new Error(`the visitor of the demo could not sign in: ${await response.text()}`)
  return response.headers.getSetCookie()
}
