import { nowMs } from './moment.ts'
import type { Fate } from './history.ts'

/** Longer than Pikett takes to answer when it is well; a killed one never does. */
const patienceMs = 20_000

export interface Asked {
  begunAt: number
  endedAt: number
  fate: Fate
  said: string
  text: string
}

/** One request and what became of it. Never rejects: that nobody answered is an answer here. */
export async function ask(url: string, init: RequestInit = {}): Promise<Asked> {
  const begunAt = nowMs()
  try {
    const response = await fetch(url, { redirect: 'manual', ...init, signal: AbortSignal.timeout(patienceMs) })
    const text = await response.text()
    return { begunAt, endedAt: nowMs(), fate: fateOf(response.status), said: `HTTP ${response.status}`, text }
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } }
    return { begunAt, endedAt: nowMs(), fate: 'unknown', said: cause?.code ?? message, text: '' }
  }
}

function fateOf(status: number): Fate {
  if (status >= 200 && status < 300) return 'accepted'
  const mayComeBack = status >= 500 || status === 429 || status === 408
  return mayComeBack ? 'unknown' : 'refused'
}

/** A POST with a JSON body. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Asked> {
  const all = { 'content-type': 'application/json', accept: 'application/json', ...headers }
  return ask(url, { method: 'POST', headers: all, body: JSON.stringify(body) })
}
