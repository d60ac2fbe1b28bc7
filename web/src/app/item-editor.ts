import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../api/client.ts'
import { itemQuery, saveItem, type ItemOf, type Noun, type Stored } from '../api/items.ts'
import { queryClient } from './query.ts'

interface EditorOptions<N extends Noun, Draft> {
  noun: N
  stored: Stored<ItemOf<N>>
  draftOf: (item: ItemOf<N>) => Draft
  itemOf: (draft: Draft) => ItemOf<N>
  done: () => void
}

/**
 * Edits one item of the set-up: what is typed stays until it is saved or given up, and when somebody else has changed the
 * item meanwhile, nothing is overwritten before that has been looked at.
 */
export function useItemEditor<N extends Noun, Draft>({ noun, stored, draftOf, itemOf, done }: EditorOptions<N, Draft>) {
  /** What the draft began with; what arrives later waits until it is asked for. */
  const [base, setBase] = useState(stored)
  const [draft, setDraft] = useState(() => draftOf(stored.item))
  const [theirs, setTheirs] = useState<Stored<ItemOf<N>>>()
  const { key } = base.item as { key: string }
  const saving = useMutation({
    mutationFn: () => saveItem(noun, key, itemOf(draft), { revision: base.revision }),
    onSuccess: () => {
      void queryClient.invalidateQueries()
      done()
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return
      setTheirs(await queryClient.fetchQuery({ ...itemQuery(noun, key), staleTime: 0 }))
    },
  })
  const beginWith = (other: Stored<ItemOf<N>>) => {
    setBase(other)
    setTheirs(undefined)
    saving.reset()
  }
  return {
    base,
    draft,
    setDraft,
    theirs,
    dirty: JSON.stringify(itemOf(draft)) !== JSON.stringify(itemOf(draftOf(base.item))),
    busy: saving.isPending,
    error: theirs ? null : saving.error,
    save: () => saving.mutate(),
    discard: () => setDraft(draftOf(base.item)),
    /** Their change is known: saving again overwrites it. */
    keepMine: () => theirs && beginWith(theirs),
    takeTheirs: () => {
      if (!theirs) return
      setDraft(draftOf(theirs.item))
      beginWith(theirs)
    },
  }
}
