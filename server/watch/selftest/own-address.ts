import type { Kernel } from '../../kernel/kernel.ts'

const timeoutMs = 10_000

/** What Pikett answered itself, and by which address it was reached. */
export interface OwnAnswer {
  ok: boolean
  via: 'public' | 'internal'
  /** For the reader of a failure. */
  said: string
}

/**
 * Sends a request to Pikett itself, as somebody outside would: by the public address, and by the one that this node listens
 * on when the public one does not lead here (many networks let nobody out and in again). Never rejects.
 */
export async function callOwn(
  kernel: Kernel,
  internalUrl: string,
  request: { path: string; body?: object },
): Promise<OwnAnswer> {
  const first = await call(kernel.publicUrl(), 'public', request)
  if (first.ok || kernel.publicUrl() === internalUrl) return first
  const second = await call(internalUrl, 'internal', request)
  return second.ok ? second : { ...second, said: `${first.said}; ${second.said}` }
}

async function call(base: string, via: OwnAnswer['via'], { path, body }: { path: string; body?: object }) {
  try {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'Pikett' },
      body: JSON.stringify(body ?? {}),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.text()
    return { ok: response.ok, via, said: `${via}: ${response.status}` }
  } catch (error) {
    const { cause, message } = error as Error
    return { ok: false, via, said: `${via}: ${cause instanceof Error ? cause.message : message}` }
  }
}
