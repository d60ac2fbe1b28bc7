import { useMutation } from '@tanstack/react-query'
import { api, ApiError } from '../api/client.ts'
import { serverNow } from '../api/server-clock.ts'
import type { Alert, AlertDetail, Page, Session } from '../api/types.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { useSession } from '../app/session.ts'
import { showToast } from '../ui/toast.tsx'
import { changeInLists } from './list/list-store.ts'
import { pendResolve, undoMilliseconds, undoResolve } from './pending-resolve.ts'

export type Answerable = Pick<Alert, 'id' | 'number' | 'status'>

export type Answers = ReturnType<typeof useAnswers>

/**
 * What a person can do with an alert. Acknowledging shows at once and is taken back when the server says otherwise;
 * resolving waits five seconds for an undo.
 */
export function useAnswers() {
  const { t } = useText()
  const errorText = useErrorText()
  const session = useSession()

  function refused(error: unknown, alert: Answerable) {
    showToast(t('alerts:toast.failed', { number: alert.number, reason: errorText(error) }), { tone: 'problem' })
    void queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
  }

  const acknowledge = useMutation({
    mutationFn: (alert: Answerable) => api.post<unknown>(verb(alert, 'acknowledge')),
    onMutate: async (alert) => {
      await queryClient.cancelQueries({ queryKey: topicKey('alerts') })
      changeAlert(alert.id, (before) => acknowledgedNow(before, session))
    },
    onSuccess: (_answer, alert) => showToast(t('alerts:toast.acknowledged', { number: alert.number })),
    onError: refused,
    onSettled: () => queryClient.invalidateQueries({ queryKey: topicKey('alerts') }),
  })

  return {
    acknowledge: (alert: Answerable) => {
      if (alert.status === 'triggered') acknowledge.mutate(alert)
    },
    resolve: (alert: Answerable) => {
      if (alert.status === 'resolved') return
      // Nobody may be paged during the seconds of the undo, so an alert that still escalates is acknowledged
      // first. If that fails, so does the resolve, which says why.
      if (alert.status === 'triggered') void api.post(verb(alert, 'acknowledge')).catch(() => undefined)
      pendResolve([alert.id], (leaving) => sendResolve(alert, leaving).catch((error: unknown) => refused(error, alert)))
      showToast(t('alerts:toast.resolving', { number: alert.number }), {
        lifeMilliseconds: undoMilliseconds,
        action: {
          label: t('common:action.undo'),
          run: () =>
            void (undoResolve(alert.id) && showToast(t('alerts:toast.resolveUndone', { number: alert.number }))),
        },
      })
    },
  }
}

const verb = (alert: Answerable, name: string) => `/alerts/${encodeURIComponent(alert.id)}/${name}`

async function sendResolve(alert: Answerable, leaving: boolean): Promise<void> {
  await api.post(verb(alert, 'resolve'), {}, { keepalive: leaving }).catch(ignoreResolved)
  await queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
}

/** Somebody else was faster: what was wanted is the case. */
function ignoreResolved(error: unknown): void {
  if (!(error instanceof ApiError && error.code === 'already_resolved')) throw error
}

function acknowledgedNow<Item extends Alert>(alert: Item, session: Session | null): Item {
  if (alert.status !== 'triggered') return alert
  return {
    ...alert,
    status: 'acknowledged',
    acknowledgedAt: new Date(serverNow()).toISOString(),
    acknowledgedBy: session ? { key: session.user.key, name: session.user.name } : null,
    nextEscalationAt: null,
    nextStep: null,
    escalation: { ...alert.escalation, state: 'stopped' },
  }
}

/** Changes what is shown of an alert, everywhere, until the server says how it is. */
function changeAlert(id: string, change: <Item extends Alert>(alert: Item) => Item) {
  changeInLists(id, change)
  queryClient.setQueriesData<Page<Alert>>(
    { queryKey: topicKey('alerts', 'head') },
    (data) => data && { ...data, items: data.items.map((item) => (item.id === id ? change(item) : item)) },
  )
  queryClient.setQueriesData<AlertDetail>({ queryKey: topicKey('alerts', 'one') }, (data) =>
    data?.id === id ? change(data) : data,
  )
}
