import { QueryClient } from '@tanstack/react-query'
import type { Topic } from '../../../contract/live.ts'
import { ApiError } from '../api/client.ts'
import type { LiveMessage } from '../api/live.ts'
import { isAway } from './away.ts'

/** Without a connection what is known stays as it is; what is not known is asked for, so that the view says why it is empty. */
const whenReachable = (query: { state: { data: unknown } }) => query.state.data === undefined || !isAway()

/** Changes arrive over the stream; asking again is for what the stream missed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      refetchOnMount: whenReachable,
      refetchOnWindowFocus: whenReachable,
      refetchOnReconnect: 'always',
      retry: (failures, error) =>
        failures < 2 && !isAway() && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, 5_000),
    },
    mutations: { networkMode: 'always' },
  },
})

/** Every query of a topic begins with its name: `['alerts', 'list', filters]`. */
type TopicKey = readonly [Topic | 'me' | 'session', ...unknown[]]
export const topicKey = (...key: TopicKey): TopicKey => key

/** In a storm of a thousand changes a second, a view is read again this often. */
const calmMilliseconds = 700
const waiting = new Map<Topic, ReturnType<typeof setTimeout>>()
const readAt = new Map<Topic, number>()

export function readAgain({ topic }: LiveMessage): void {
  if (waiting.has(topic)) return
  const since = Date.now() - (readAt.get(topic) ?? 0)
  waiting.set(
    topic,
    setTimeout(
      () => {
        waiting.delete(topic)
        readAt.set(topic, Date.now())
        // A changed set-up can change anything, from names to what the person may do.
        invalidate(topic === 'setup' ? undefined : topic)
      },
      Math.max(0, calmMilliseconds - since),
    ),
  )
}

/** Reads again what is shown of the topic, or everything; what is not shown is read again when it is. */
export function invalidate(topic?: Topic): void {
  const filter = topic === undefined ? {} : { queryKey: [topic] }
  const underWay = queryClient.getQueryCache().findAll({ ...filter, fetchStatus: 'fetching' })
  void queryClient.invalidateQueries(filter)
  // What is being read for the first time is not begun anew, and its answer may be older than the change.
  for (const query of underWay.filter(({ state }) => state.data === undefined))
    void query.fetch().then(
      () => queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true }),
      () => {},
    )
}
