import type { SandboxCall } from '../api/types.ts'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { CallEndIcon, CallIcon, CallIncomingIcon } from '../ui/icons.ts'
import type { CallVerb } from './queries.ts'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

interface ActiveCallProps {
  call: SandboxCall
  busy: boolean
  onAction: (action: CallVerb) => void
}

export function ActiveCall({ call, busy, onAction }: ActiveCallProps) {
  return call.state === 'ringing' ? (
    <Ringing busy={busy} onAction={onAction} />
  ) : (
    <Connected call={call} busy={busy} onAction={onAction} />
  )
}

function Ringing({ busy, onAction }: Omit<ActiveCallProps, 'call'>) {
  const { t } = useText()
  return (
    <div className="flex flex-1 flex-col items-center justify-between px-5 py-10">
      <div role="alert" className="flex flex-col items-center gap-4">
        <span className="flex size-20 animate-pulse items-center justify-center rounded-full bg-simulation-soft text-simulation">
          <CallIncomingIcon className="size-9" aria-hidden />
        </span>
        <p className="text-large font-semibold">{t('sandbox:call.ringing')}</p>
      </div>
      <div className="grid w-full grid-cols-2 gap-3">
        <Button size="large" look="danger" busy={busy} onClick={() => onAction({ verb: 'hangup' })}>
          <CallEndIcon />
          {t('sandbox:call.decline')}
        </Button>
        <Button size="large" look="primary" busy={busy} onClick={() => onAction({ verb: 'answer' })}>
          <CallIcon />
          {t('sandbox:call.answer')}
        </Button>
      </div>
    </div>
  )
}

/** What the voice said stands as text; keys that mean something carry their meaning. */
function Connected({ call, busy, onAction }: ActiveCallProps) {
  const { t } = useText()
  const labelByDigit = new Map(call.keys.map(({ digit, label }) => [digit, label]))
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 py-3">
      <p className="text-center text-small font-medium text-simulation">{t('sandbox:call.connected')}</p>
      <div
        role="log"
        aria-label={t('sandbox:call.spoken')}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto rounded-lg bg-sunken p-3"
      >
        {call.spoken.map((line, index) => (
          <p key={index} className="mb-1.5">
            {line}
          </p>
        ))}
      </div>
      <div role="group" aria-label={t('sandbox:call.keypad')} className="grid grid-cols-3 gap-1.5">
        {digits.map((digit) => {
          const label = labelByDigit.get(digit)
          return (
            <button
              key={digit}
              type="button"
              aria-label={label ? t('sandbox:call.pressFor', { digit, label }) : t('sandbox:call.press', { digit })}
              onClick={() => !busy && onAction({ verb: 'keys', digit })}
              className={`flex min-h-12 flex-col items-center justify-center rounded-lg border leading-tight hover:bg-hover ${label ? 'border-simulation-line bg-simulation-soft' : 'border-line'}`}
            >
              <span className="text-large font-medium">{digit}</span>
              {label && <span className="max-w-full truncate px-1 text-[0.6875rem] text-simulation">{label}</span>}
            </button>
          )
        })}
      </div>
      <Button look="danger" busy={busy} onClick={() => onAction({ verb: 'hangup' })}>
        <CallEndIcon />
        {t('sandbox:call.hangup')}
      </Button>
    </div>
  )
}
