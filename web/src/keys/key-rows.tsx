import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { useErrorText } from '../app/error-text.ts'
import { formatMoment } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { queryClient } from '../app/query.ts'
import { useViewer } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { KeyIcon, WarningIcon } from '../ui/icons.ts'
import { describeMoment } from '../ui/time.tsx'
import { showToast } from '../ui/toast.tsx'
import { keysQuery, pathOf, type Holder, type KeyList, type KeyView } from './queries.ts'
import { consequenceOf, stateOf, useOf } from './words.ts'

interface KeyRowsProps {
  holder: Holder
  keys: readonly KeyView[]
  mayChange: boolean
}

/** Every key with its state and who used it last. */
export function KeyRows({ holder, keys, mayChange }: KeyRowsProps) {
  return (
    <ul className="rounded-md border border-line">
      {keys.map((key) => (
        <KeyRow key={key.id ?? key.kind} holder={holder} of={key} mayChange={mayChange} />
      ))}
    </ul>
  )
}

function KeyRow({ holder, of, mayChange }: { holder: Holder; of: KeyView; mayChange: boolean }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(10_000)
  const written = (at: string) => describeMoment(at, now, viewer, t)
  const Sign = of.refused > 0 ? WarningIcon : KeyIcon
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 last:border-b-0">
      <Sign aria-hidden className={cn('size-4 shrink-0', of.refused > 0 ? 'text-triggered' : 'text-ink-faint')} />
      <div className="min-w-0 flex-1">
        <p className={of.state === 'ended' ? 'text-ink-soft' : ''}>
          <span className="font-medium">{t(`keys:kind.${of.kind}`)}</span>
          {of.tail !== null && <code className="ml-2 font-mono text-small">…{of.tail}</code>}
          <span className="ml-2 text-ink-soft">{stateOf(of, (at) => formatMoment(at, now, viewer), t)}</span>
        </p>
        <p className={cn('text-small', of.refused > 0 ? 'text-triggered' : 'text-ink-soft')}>{useOf(of, written, t)}</p>
      </div>
      {mayChange && of.state === 'taken' && <EndKey holder={holder} of={of} />}
    </li>
  )
}

function EndKey({ holder, of }: { holder: Holder; of: KeyView }) {
  const { t } = useText()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: () => api.post<KeyList>(`${pathOf(holder)}/keys/${of.id}/end`),
    onSuccess: (list) => {
      setAsking(false)
      queryClient.setQueryData(keysQuery(holder).queryKey, list)
      showToast(t('keys:endedNow'))
    },
  })
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('keys:end')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t(`keys:endTitle.${of.kind}`)}
        action={t('keys:end')}
        busy={end.isPending}
        problem={end.error ? errorText(end.error) : undefined}
        onConfirm={() => end.mutate()}
      >
        {consequenceOf(of, t)}
      </ConfirmDialog>
    </>
  )
}
