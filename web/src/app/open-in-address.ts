import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import type { OpenSearch } from './open-search.ts'

/** Opened by a step of this page: closing takes that step back, so that going back afterwards leads on, not here again. */
let stepped: string | undefined

/**
 * A dialog that a link can open: that it is open stands in the address as `?open=<name>`, and going back closes it.
 */
export function useOpenInAddress(name: string): [boolean, (open: boolean) => void] {
  const isOpen = useSearch({ strict: false, select: (search: OpenSearch) => search.open === name })
  const navigate = useNavigate()
  const router = useRouter()
  const set = (open: boolean) => {
    if (open === isOpen) return
    const isOwnStep = stepped === name
    stepped = open ? name : undefined
    if (!open && isOwnStep) return router.history.back()
    const search = (before: object) => ({ ...before, open: open ? name : undefined })
    void navigate({ to: '.', search, replace: !open })
  }
  return [isOpen, set]
}

/** The row of a list that is unfolded, one at a time, stands in the same place; unfolding is no step to go back over. */
export function useRowInAddress(id: string): [boolean, (open: boolean) => void] {
  const isOpen = useSearch({ strict: false, select: (search: OpenSearch) => search.open === id })
  const navigate = useNavigate()
  const set = (open: boolean) => {
    const search = (before: object) => ({ ...before, open: open ? id : undefined })
    void navigate({ to: '.', search, replace: true, resetScroll: false })
  }
  return [isOpen, set]
}
