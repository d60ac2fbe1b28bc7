import { useSyncExternalStore } from 'react'
import { api, ApiError } from '../api/client.ts'
import { serverNow } from '../api/server-clock.ts'
import type { AlertDetail, Session } from '../api/types.ts'
import { isAway } from '../app/away.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { setUnsent } from '../app/unsent.ts'
import { askForSync } from './background.ts'
import { readOutbox, removeWaiting, writeWaiting } from './database.ts'
import { isSaid, isUndecided, outcomeOf, toSend, type Sent, type Waiting } from './outcome.ts'
import { inWords } from './spoken.ts'

/** What became of the answers that were sent: how each counted, or why the server refused it. */
export type Told = (results: readonly Sent[]) => void

let waiting: readonly Waiting[] = []
const listeners = new Set<() => void>()

function set(next: readonly Waiting[]) {
  waiting = next
  setUnsent(new Set(next.map(({ alert }) => alert)))
  for (const listener of listeners) listener()
}

export function useWaiting(): readonly Waiting[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
}

const session = () => queryClient.getQueryData<Session | null>(topicKey('session'))

/** What was kept when the app was open last, also by another window of it. */
export async function readWaiting(): Promise<void> {
  set(await readOutbox().catch(() => waiting))
}

/** False when the browser keeps nothing (a private window without storage). */
export async function keepAnswers(all: readonly Omit<Waiting, 'user'>[]): Promise<boolean> {
  const current = session()
  if (!current) return false
  const user = current.user.id
  const spokenOf = (one: Omit<Waiting, 'user'>) => inWords(one, current.user.timezone)
  const next = all.map((one): Waiting => ({ ...one, user, ...spokenOf(one) })).filter((one) => !isSaid(waiting, one))
  try {
    await writeWaiting(next)
  } catch {
    return false
  }
  set([...waiting, ...next])
  void askForSync()
  return true
}

export async function takeBack(keys: readonly string[]): Promise<void> {
  set(waiting.filter(({ key }) => !keys.includes(key)))
  await removeWaiting(keys).catch(() => {})
}

/** They are still meant, although they were given long ago. */
export async function wantStill(all: readonly Waiting[]): Promise<void> {
  const wanted = all.map((one) => ({ ...one, isWanted: true }))
  await writeWaiting(wanted).catch(() => {})
  set(waiting.map((other) => wanted.find(({ key }) => key === other.key) ?? other))
}

export function loseWaiting(): void {
  set([])
}

let isSending = false

/** Sends what waits, one after the other; stops at the first that no server decides. One window at a time. */
export async function sendWaiting(told: Told): Promise<void> {
  if (isSending || isAway() || document.visibilityState !== 'visible') return
  isSending = true
  try {
    if (navigator.locks) await navigator.locks.request('pikett-outbox', () => sendAll(told))
    else await sendAll(told)
  } finally {
    isSending = false
  }
}

async function sendAll(told: Told): Promise<void> {
  // Another window, or the service worker, may have sent some of it meanwhile.
  await readWaiting()
  const me = session()?.user
  if (!me) return
  const due = toSend(waiting, me.id, serverNow())
  const results: Sent[] = []
  for (const one of due) {
    const result = await send(one, me.key)
    if (result === undefined) break
    await takeBack([one.key])
    results.push({ one, result })
  }
  if (results.length > 0) told(results)
  if (due.length > 0) await queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
}

async function send(one: Waiting, me: string): Promise<Sent['result'] | undefined> {
  const path = `/alerts/${encodeURIComponent(one.alert)}/${one.verb}`
  const body = one.text === undefined ? {} : { text: one.text }
  try {
    const answer = await api.post<AlertDetail>(path, body, { idempotencyKey: one.key })
    return outcomeOf(one.verb, answer, me)
  } catch (error) {
    if (!(error instanceof ApiError) || isUndecided(error)) return undefined
    return error
  }
}
