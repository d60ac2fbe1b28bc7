import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, ApiError } from '../api/client.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { isSame } from '../setup/item-values.ts'
import { asChange, asNew, faultsOf, type DraftFault, type WindowDraft } from './draft.ts'
import type { MaintenanceWindow } from './queries.ts'

interface FormOptions {
  initial: WindowDraft
  /** Of the window that is changed; undefined: a new one. */
  windowKey: string | undefined
  onSaved: (window: MaintenanceWindow) => void
}

/** Who is on duty sets up windows too, so this goes by the windows' own addresses and not by those of the set-up. */
export function useWindowForm({ initial, windowKey, onSaved }: FormOptions) {
  const { t } = useText()
  const errorText = useErrorText()
  const [base, setBase] = useState(initial)
  const [draft, setDraft] = useState(initial)
  const [found, setFound] = useState<DraftFault[]>([])
  const mutation = useMutation({
    mutationFn: () =>
      windowKey === undefined
        ? api.post<MaintenanceWindow>('/maintenance-windows', asNew(draft))
        : api.patch<MaintenanceWindow>(`/maintenance-windows/${encodeURIComponent(windowKey)}`, asChange(draft)),
    onSuccess: (saved) => {
      setBase(draft)
      void queryClient.invalidateQueries()
      onSaved(saved)
    },
  })
  const server: Record<string, string> =
    mutation.error instanceof ApiError
      ? Object.fromEntries(
          mutation.error.fields.map(({ field, message }) => [field.split('.')[0] ?? '', message ?? '']),
        )
      : {}
  return {
    draft,
    faults: { ...server, ...Object.fromEntries(found.map((name) => [name, t(`maintenance:fault.${name}`)])) } as Record<
      string,
      string
    >,
    dirty: !isSame(draft, base),
    busy: mutation.isPending,
    isNew: windowKey === undefined,
    problem: mutation.error
      ? Object.values(server).join(' ') || errorText(mutation.error)
      : found.length > 0
        ? t('setup:faults')
        : undefined,
    overwrite: undefined,
    set(change: Partial<WindowDraft>) {
      setDraft((before) => ({ ...before, ...change }))
      setFound([])
    },
    discard() {
      setDraft(base)
      setFound([])
      mutation.reset()
    },
    submit(event?: FormEvent) {
      event?.preventDefault()
      if (mutation.isPending) return
      mutation.reset()
      const faults = faultsOf(draft)
      setFound(faults)
      if (faults.length === 0) mutation.mutate()
    },
  }
}

export type WindowForm = ReturnType<typeof useWindowForm>
