import type { Topic } from '../../../contract/live.ts'

export interface LiveMessage {
  topic: Topic
  id?: string
}

export type LiveState = 'connecting' | 'live' | 'lost'

interface Listener {
  message: (message: LiveMessage) => void
  /** `missed`: something may have changed while nothing was heard. */
  state: (state: LiveState, missed?: boolean) => void
  /** Somebody answered, but no stream: a proxy, or a server that does not know the session any more. */
  refused: () => void
}

const firstRetryMilliseconds = 1_000
const longestRetryMilliseconds = 15_000
/** A blip that heals within this time is not worth a banner. */
const patienceMilliseconds = 2_500

/**
 * Follows the server's stream of changes until the returned function is called. The browser reopens a stream that
 * broke, but gives up for good after an HTTP error (a proxy saying 502), so that case is retried here. The server is told
 * how long ago the page began to read, and begins with what has changed since.
 */
export function followChanges(url: string, listener: Listener): () => void {
  let stream: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let lost: ReturnType<typeof setTimeout> | undefined
  let wait = firstRetryMilliseconds
  let isBroken = false

  function open() {
    stream = new EventSource(`${url}?age=${Math.ceil(performance.now())}`, { withCredentials: true })
    stream.addEventListener('open', () => {
      clearTimeout(lost)
      lost = undefined
      wait = firstRetryMilliseconds
      listener.state('live', isBroken)
      isBroken = false
    })
    stream.addEventListener('message', (event) => {
      const message = parse(event.data)
      if (message) listener.message(message)
    })
    stream.addEventListener('error', () => {
      isBroken = true
      lost ??= setTimeout(() => listener.state('lost'), patienceMilliseconds)
      if (stream?.readyState !== EventSource.CLOSED) return
      listener.refused()
      retry = setTimeout(open, wait)
      wait = Math.min(wait * 2, longestRetryMilliseconds)
    })
  }

  function openAgain() {
    clearTimeout(retry)
    stream?.close()
    open()
  }
  /** A stream that was opened over another network may be dead without anybody noticing. */
  const online = () => {
    isBroken = true
    listener.state('lost')
    openAgain()
  }
  /** Whoever looks again does not wait for the next try. */
  const seen = () => {
    if (document.visibilityState === 'visible' && stream?.readyState !== EventSource.OPEN) openAgain()
  }
  window.addEventListener('online', online)
  document.addEventListener('visibilitychange', seen)

  open()
  return () => {
    window.removeEventListener('online', online)
    document.removeEventListener('visibilitychange', seen)
    clearTimeout(retry)
    clearTimeout(lost)
    stream?.close()
  }
}

function parse(data: unknown): LiveMessage | undefined {
  try {
    const value: unknown = JSON.parse(String(data))
    return typeof value === 'object' && value !== null && 'topic' in value ? (value as LiveMessage) : undefined
  } catch {
    return undefined
  }
}
