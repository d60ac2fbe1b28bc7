import { useState } from 'react'
import type { Alert } from '../../api/types.ts'
import { between } from './items.ts'

export interface Selection {
  ids: ReadonlySet<string>
  /** Everything that matches, loaded or not. */
  all: boolean
  /** Rows show that they can be selected: something is, or somebody has begun to on a phone. */
  isSelecting: boolean
  has: (id: string) => boolean
  /** `range`: everything between this one and the one that was chosen before. */
  toggle: (id: string, range?: boolean) => void
  selectAll: () => void
  clear: () => void
}

/** The mode in which a press selects, on a phone; the button that begins it stands in the head of the page. */
export interface Choosing {
  is: boolean
  set: (is: boolean) => void
}

const nothing: ReadonlySet<string> = new Set()

/** What is selected in one list; another list has a selection of its own. */
export function useSelection(listId: string, rows: readonly Alert[], choosing: Choosing): Selection {
  const [chosen, setChosen] = useState({ listId, ids: nothing, all: false, last: '' })
  const mine = chosen.listId === listId ? chosen : { listId, ids: nothing, all: false, last: '' }
  return {
    ids: mine.ids,
    all: mine.all,
    isSelecting: choosing.is || mine.all || mine.ids.size > 0,
    has: (id) => mine.all || mine.ids.has(id),
    toggle: (id, range = false) => {
      const ids = new Set(mine.all ? rows.map((row) => row.id) : mine.ids)
      if (range && mine.last !== '') for (const one of between(rows, mine.last, id)) ids.add(one)
      else if (!ids.delete(id)) ids.add(id)
      setChosen({ listId, ids, all: false, last: id })
    },
    selectAll: () => setChosen({ ...mine, all: true }),
    clear: () => {
      setChosen({ listId, ids: nothing, all: false, last: '' })
      choosing.set(false)
    },
  }
}
