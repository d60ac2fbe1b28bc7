import { useState } from 'react'
import { formatNames } from '../../../app/format.ts'
import { useText } from '../../../app/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/combobox/combobox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { EscalateIcon } from '../../../ui/icons.ts'
import { KeyHint } from '../../../ui/key-hint.tsx'
import { useByHand } from '../use-by-hand.ts'
import { OnIt } from './on-it.tsx'
import type { AlertDialogProps } from './props.ts'
import { useTargets } from './targets.ts'

/** To the next step, to a step, or to somebody; Enter takes the next step. */
export function EscalateDialog({ alert, onClose }: AlertDialogProps) {
  const { t, language } = useText()
  const { act, busy } = useByHand(alert)
  const { steps } = alert.escalation
  const { number, nextStep } = alert
  const go = async (body: object, done: string) => {
    if (await act('escalate', { body, done: () => done })) onClose()
  }
  const names = nextStep?.kind === 'step' || nextStep?.kind === 'fallback' ? nextStep.names : []
  return (
    <Dialog open onClose={onClose} title={t('alertwork:escalate.title', { number })}>
      <div className="flex flex-col gap-5">
        {alert.policy && (
          <Button
            data-first-focus
            look="primary"
            size="large"
            busy={busy !== undefined}
            onClick={() => void go({}, t('alerts:toast.escalated', { number }))}
          >
            <EscalateIcon />
            <span className="truncate">
              {names.length > 0
                ? t('alertwork:escalate.nextTo', { names: formatNames(names, language) })
                : t('alertwork:escalate.next')}
            </span>
            <KeyHint keys="Enter" />
          </Button>
        )}
        {alert.policy && steps > 1 && (
          <Steps
            steps={steps}
            onStep={(step) => void go({ step }, t('alertwork:escalate.doneStep', { number, step }))}
          />
        )}
        <ToSomebody
          isAlone={!alert.policy}
          onGo={(to, name) => void go({ to }, t('alertwork:escalate.doneTo', { number, name }))}
        />
        <OnIt alert={alert} />
      </div>
    </Dialog>
  )
}

function Steps({ steps, onStep }: { steps: number; onStep: (step: number) => void }) {
  const { t } = useText()
  return (
    <section>
      <h3 className="mb-1 font-medium">{t('alertwork:escalate.toStep')}</h3>
      <div className="flex flex-wrap gap-1.5">
        {Array.from({ length: steps }, (_, index) => (
          <Button key={index} size="small" onClick={() => onStep(index + 1)}>
            {t('alertwork:escalate.step', { step: index + 1 })}
          </Button>
        ))}
      </div>
    </section>
  )
}

function ToSomebody({ isAlone, onGo }: { isAlone: boolean; onGo: (to: string, name: string) => void }) {
  const { t } = useText()
  const { options, nameOf } = useTargets()
  const [target, setTarget] = useState<string>()
  return (
    <Field
      label={t('alertwork:escalate.toSomebody')}
      hint={t(isAlone ? 'alertwork:escalate.noPolicyHint' : 'alertwork:escalate.toSomebodyHint')}
    >
      {(control) => (
        <div className="flex gap-2">
          <Combobox
            {...control}
            className="flex-1"
            label={t('alertwork:escalate.toSomebody')}
            value={target}
            options={options}
            onChange={setTarget}
            placeholder={t('alertwork:target.placeholder')}
          />
          <Button disabled={target === undefined} onClick={() => target && onGo(target, nameOf(target))}>
            {t('alerts:action.escalate')}
          </Button>
        </div>
      )}
    </Field>
  )
}
