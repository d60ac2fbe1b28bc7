import { useMutation } from '@tanstack/react-query'
import type { SandboxCall, SandboxDesk } from '../api/types.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { showToast } from '../ui/toast.tsx'
import { Moment } from '../ui/time.tsx'
import { ActiveCall } from './active-call.tsx'
import { doOnCall, readSandboxAgain, type CallVerb } from './queries.ts'
import { SmsThread } from './sms-thread.tsx'

/** A simulated phone: a ringing or running call over the messages. Violet and hatched, so that nobody takes it for real. */
export function Phone({ desk, name, person }: { desk: SandboxDesk; name: string; person: string }) {
  const { t } = useText()
  const call = desk.calls.find(({ state }) => state === 'ringing' || state === 'answered')
  const act = useCallAction()
  return (
    <section
      aria-label={t('sandbox:phoneOf', { name })}
      className="mx-auto mt-4 w-full max-w-80 overflow-hidden rounded-3xl border-2 border-line-strong bg-surface"
    >
      <h2 className="sr-only">{t('sandbox:phoneOf', { name })}</h2>
      <div className="hatched flex items-center justify-between bg-simulation-soft px-5 py-1.5 text-small text-simulation">
        <span className="truncate font-semibold">{name}</span>
        <span>{t('common:simulated')}</span>
      </div>
      <div className="flex h-[34rem] flex-col">
        {call ? (
          <ActiveCall
            key={call.id}
            call={call}
            busy={act.isPending}
            onAction={(action) => act.mutate({ id: call.id, action })}
          />
        ) : (
          <SmsThread messages={desk.sms} name={name} person={person} />
        )}
      </div>
      <RecentCalls calls={desk.calls.filter((recent) => recent !== call)} />
    </section>
  )
}

function useCallAction() {
  const errorText = useErrorText()
  return useMutation({
    mutationFn: ({ id, action }: { id: string; action: CallVerb }) => doOnCall(id, action),
    onError: (error) => showToast(errorText(error), { tone: 'problem' }),
    onSettled: readSandboxAgain,
  })
}

function RecentCalls({ calls }: { calls: SandboxCall[] }) {
  const { t } = useText()
  if (calls.length === 0) return null
  return (
    <div className="border-t border-line px-5 py-2">
      <h3 className="text-small text-ink-faint">{t('sandbox:call.recent')}</h3>
      <ul className="max-h-24 overflow-y-auto" tabIndex={0}>
        {calls.slice(0, 10).map((call) => (
          <li key={call.id} className="flex justify-between gap-3 text-small text-ink-soft">
            <span>{t(call.state === 'missed' ? 'sandbox:call.missed' : 'sandbox:call.ended')}</span>
            <Moment at={call.at} className="text-ink-faint" />
          </li>
        ))}
      </ul>
    </div>
  )
}
