import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { saveSingle, singleQuery } from '../../api/items.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { Notice } from '../../ui/notice.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { Section } from '../../ui/section.tsx'
import { showToast } from '../../ui/toast.tsx'
import { retentionQuery } from '../queries.ts'

/** The one length that an organization chooses. Less than before deletes, so that is said first. */
export function RawEventDays() {
  const { t } = useText()
  const mayWrite = useMay('config.write')
  const { days, setDays, before, save } = useRawEventDays()
  const [asking, setAsking] = useState(false)
  const errorText = useErrorText()
  if (before === undefined || !mayWrite) return null
  const isValid = days !== undefined && days >= 1 && days <= 3_650
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isValid || days === before) return
    if (days < before) setAsking(true)
    else save.mutate(days)
  }
  return (
    <Section title={t('settings:retention.change')}>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field
          label={t('settings:retention.kind.rawEvents.name')}
          error={isValid ? undefined : t('settings:retention.daysFault')}
        >
          {(control) => (
            <NumberInput {...control} value={days} unit={t('settings:retention.unit')} onChange={setDays} />
          )}
        </Field>
        <Button type="submit" look="primary" busy={save.isPending} disabled={days === before}>
          {t('ui:form.save')}
        </Button>
      </form>
      {save.error && (
        <Notice tone="problem" className="mt-3">
          {errorText(save.error)}
        </Notice>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('settings:retention.shorterTitle')}
        action={t('settings:retention.shorterAction')}
        onConfirm={() => {
          setAsking(false)
          if (days !== undefined) save.mutate(days)
        }}
      >
        {t('settings:retention.shorter', { count: days ?? 0 })}
      </ConfirmDialog>
      <LeaveGuard when={days !== before} />
    </Section>
  )
}

function useRawEventDays() {
  const { t } = useText()
  const { data } = useQuery(singleQuery('organization'))
  const before = data?.item.rawEventDays
  const [typed, setTyped] = useState<{ days: number | undefined }>()
  const save = useMutation({
    mutationFn: (rawEventDays: number) =>
      saveSingle('organization', { ...data?.item, rawEventDays }, { revision: data?.revision }),
    onSuccess: (saved) => {
      queryClient.setQueryData(singleQuery('organization').queryKey, saved)
      setTyped(undefined)
      showToast(t('settings:saved'))
      return queryClient.invalidateQueries({ queryKey: retentionQuery.queryKey })
    },
  })
  return { days: typed ? typed.days : before, setDays: (days: number | undefined) => setTyped({ days }), before, save }
}
