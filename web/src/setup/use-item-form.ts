import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { ApiError } from '../api/client.ts'
import { saveItem, type ItemOf, type Noun, type Stored } from '../api/items.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { cleaned, isKey, isSame, type Draft } from './item-values.ts'

/** What is wrong, in words, by the path inside the item. */
export type Faults = Record<string, string>

interface FormOptions<N extends Noun> {
  noun: N
  /** As it is set up; undefined: this form makes a new one. */
  stored: Stored<ItemOf<N>> | undefined
  initial: Draft<ItemOf<N>>
  check?: (draft: Draft<ItemOf<N>>) => Faults
  onSaved: (saved: Stored<ItemOf<N>>) => void
}

/**
 * The form of an item of the set-up. It keeps what was typed when the server refuses, and what is set up meanwhile comes in
 * only while nothing was typed; who saves over somebody else's change is told so and decides.
 */
export function useItemForm<N extends Noun>({ noun, stored, initial, check, onSaved }: FormOptions<N>) {
  const { t } = useText()
  const errorText = useErrorText()
  const [base, setBase] = useState(stored)
  const [draft, setDraft] = useState(stored ? draftOf(stored) : initial)
  const [faults, setFaults] = useState<Faults>({})
  const dirty = !isSame(cleaned(draft), cleaned(base ? draftOf(base) : initial))
  // Somebody else saved, and nothing is typed here that this would take away.
  if (stored && base && stored.revision !== base.revision && !dirty) {
    setBase(stored)
    setDraft(draftOf(stored))
  }
  const mutation = useMutation({
    mutationFn: (revision: string | 'new') =>
      saveItem(noun, keyOf(draft), cleaned(draft) as Partial<ItemOf<N>>, { revision }),
    onSuccess: (saved) => {
      setBase(saved)
      setDraft(draftOf(saved))
      setFaults({})
      void queryClient.invalidateQueries()
      onSaved(saved)
    },
    onError: (error) => setFaults(faultsOf(error)),
  })

  function submit(event?: FormEvent) {
    event?.preventDefault()
    if (mutation.isPending) return
    const found = { ...(base ? {} : keyFault(keyOf(draft), t('setup:key.wrong'))), ...check?.(draft) }
    setFaults(found)
    mutation.reset()
    if (Object.keys(found).length === 0) mutation.mutate(base?.revision ?? 'new')
  }

  const changedMeanwhile = mutation.error instanceof ApiError && mutation.error.status === 412
  return {
    draft,
    faults,
    dirty,
    busy: mutation.isPending,
    isNew: base === undefined,
    problem: problemOf(mutation.error, errorText, Object.keys(faults).length > 0 ? t('setup:faults') : undefined),
    /** Saves over what somebody else has saved meanwhile. */
    overwrite: changedMeanwhile && stored ? () => mutation.mutate(stored.revision) : undefined,
    set(change: Draft<ItemOf<N>>) {
      setDraft((before) => ({ ...before, ...change }))
      setFaults((before) => withoutPaths(before, Object.keys(change)))
    },
    discard() {
      setDraft(stored ? draftOf(stored) : initial)
      setBase(stored)
      setFaults({})
      mutation.reset()
    },
    submit,
  }
}

export type ItemForm<N extends Noun> = ReturnType<typeof useItemForm<N>>

const draftOf = <N extends Noun>({ item }: Stored<ItemOf<N>>) => item as Draft<ItemOf<N>>
const keyOf = (draft: object): string => ('key' in draft && typeof draft.key === 'string' ? draft.key : '')
const keyFault = (key: string, message: string): Faults => (isKey(key) ? {} : { key: message })

function faultsOf(error: unknown): Faults {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.fields.map(({ field, message }) => [field, message ?? '']))
}

/** The faults of what was changed are mended or judged anew. */
function withoutPaths(faults: Faults, names: readonly string[]): Faults {
  return Object.fromEntries(
    Object.entries(faults).filter(([path]) => !names.some((name) => path === name || path.startsWith(`${name}.`))),
  )
}

/** What belongs to no field that can be seen is said where one saves: with what the server says of it. */
function problemOf(error: unknown, errorText: (error: unknown) => string, faults: string | undefined) {
  if (!error) return faults
  if (!(error instanceof ApiError) || error.fields.length === 0) return errorText(error)
  return error.fields.map(({ field, message }) => (message ? message : field)).join(' ')
}
