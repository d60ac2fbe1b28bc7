import { useMutation } from '@tanstack/react-query'
import { api, ApiError } from '../api/client.ts'
import { serverNow } from '../api/server-clock.ts'
import type { Alert, AlertDetail, Page, Session } from '../api/types.ts'
import { isAway } from '../app/away.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { useSession } from '../app/session.ts'
import { answerOrKeep } from '../offline/answer.ts'
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

  async function sendResolve(alert: Answerable, leaving: boolean) {
    if (await resolveOrKeep(alert, leaving))
      showToast(t('offline:kept.resolve', { number: alert.number }), { tone: 'problem' })
  }

  const acknowledge = useMutation({
    mutationFn: (alert: Answerable) => answerOrKeep(alert, 'acknowledge'),
    onMutate: async (alert) => {
      // Nobody knows of it before it is sent: shown as done it would be a lie.
      if (isAway()) return
      // Their answers may be older than this one. What else is on its way (the timeline) must arrive.
      const changed = [topicKey('alerts', 'head'), topicKey('alerts', 'one')]
      await Promise.all(changed.map((queryKey) => queryClient.cancelQueries({ queryKey })))
      changeAlert(alert.id, (before) => acknowledgedNow(before, session))
    },
    onSuccess: (isKept, alert) => {
      if (isKept) changeAlert(alert.id, (shown) => (beforeAnswer.get(shown) as typeof shown) ?? shown)
      // What has stopped nothing yet must be read to the end.
      if (isKept) showToast(t('offline:kept.acknowledge', { number: alert.number }), { tone: 'problem' })
      else showToast(t('alerts:toast.acknowledged', { number: alert.number }))
    },
    onError: refused,
    onSettled: (isKept) => (isKept && isAway()) || queryClient.invalidateQueries({ queryKey: topicKey('alerts') }),
  })

  return {
    acknowledge: (alert: Answerable) => {
      if (alert.status === 'triggered') acknowledge.mutate(alert)
    },
    resolve: (alert: Answerable) => {
      if (alert.status === 'resolved') return
      // What is only kept can be taken back for as long as it waits.
      if (isAway()) return void sendResolve(alert, false).catch((error: unknown) => refused(error, alert))
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

async function resolveOrKeep(alert: Answerable, leaving: boolean): Promise<boolean> {
  const isKept = await answerOrKeep(alert, 'resolve', undefined, leaving).catch(ignoreResolved)
  if (!isKept) await queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
  return isKept
}

/** Somebody else was faster: what was wanted is the case. */
function ignoreResolved(error: unknown): false {
  if (!(error instanceof ApiError && error.code === 'already_resolved')) throw error
  return false
}

/** What an alert was before it was shown as acknowledged. */
const beforeAnswer = new WeakMap<object, object>()

function acknowledgedNow<Item extends Alert>(alert: Item, session: Session | null): Item {
  if (alert.status !== 'triggered') return alert
  const next: Item = {
    ...alert,
    status: 'acknowledged',
    acknowledgedAt: new Date(serverNow()).toISOString(),
    acknowledgedBy: session ? { key: session.user.key, name: session.user.name } : null,
    nextEscalationAt: null,
    nextStep: null,
    escalation: { ...alert.escalation, state: 'stopped' },
  }
  beforeAnswer.set(next, alert)
  return next
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
