import { useLayoutEffect, useRef, useState } from 'react'
import type { Alert } from '../../api/types.ts'
import type { Answers } from '../answers.ts'
import type { Selection } from './use-selection.ts'

/** What a row can do. The same object for as long as the list stands, so that a row is drawn again only when it changed. */
export interface RowActs extends Answers {
  select: (id: string, range: boolean) => void
  members: (alert: Alert) => void
}

export function useRowActs(answers: Answers, selection: Selection, toggleMembers: (alert: Alert) => void): RowActs {
  const latest = useRef({ answers, selection, toggleMembers })
  useLayoutEffect(() => {
    latest.current = { answers, selection, toggleMembers }
  })
  const [acts] = useState<RowActs>(() => ({
    acknowledge: (alert) => latest.current.answers.acknowledge(alert),
    resolve: (alert) => latest.current.answers.resolve(alert),
    select: (id, range) => latest.current.selection.toggle(id, range),
    members: (alert) => latest.current.toggleMembers(alert),
  }))
  return acts
}
