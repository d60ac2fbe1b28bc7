import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useText } from '../../../app/i18n.ts'
import { Combobox } from '../../../ui/combobox/combobox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { alertHeadQuery } from '../../queries.ts'
import { useByHand } from '../use-by-hand.ts'
import { Footer } from './people.tsx'
import type { AlertDialogProps } from './props.ts'

/** Two alerts of one thing: the other one pages for both. */
export function MergeDialog({ alert, onClose }: AlertDialogProps) {
  const { t } = useText()
  const { act, busy } = useByHand(alert)
  const [into, setInto] = useState<string>()
  const { data } = useQuery(alertHeadQuery({ status: 'open' }))
  const options = (data?.items ?? [])
    .filter((one) => one.id !== alert.id)
    .map((one) => ({
      value: `${one.number}`,
      label: `#${one.number} ${one.summary}`,
      hint: one.customerName ?? undefined,
    }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!into) return
    const done = () => t('alertwork:merge.done', { number: alert.number, into })
    if (await act('merge', { body: { into: Number(into) }, done })) onClose()
  }
  return (
    <Dialog open onClose={onClose} title={t('alertwork:merge.title', { number: alert.number })}>
      <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <p className="-mt-2 text-ink-soft">{t('alertwork:merge.intro')}</p>
        <Field label={t('alertwork:merge.into')}>
          {(control) => (
            <Combobox
              {...control}
              label={t('alertwork:merge.into')}
              value={into}
              options={options}
              onChange={setInto}
            />
          )}
        </Field>
        <Footer onClose={onClose} action={t('alerts:action.merge')} busy={busy !== undefined} disabled={!into} />
      </form>
    </Dialog>
  )
}
