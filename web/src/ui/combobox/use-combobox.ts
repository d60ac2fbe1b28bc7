import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { matching, type Option } from './options.ts'

interface ComboboxOptions {
  options: readonly Option[]
  /** Already chosen: not offered again. */
  without?: readonly string[]
  onChoose: (option: Option) => void
  /** Backspace in an empty box. */
  onStepBack?: () => void
}

/** The behaviour of a box to type in with a list below it: arrows move, Enter chooses, Escape closes and changes nothing. */
export function useCombobox({ options, without, onChoose, onStepBack }: ComboboxOptions) {
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const { shown, hidden } = matching(query, options, without)
  const current = Math.min(active, shown.length - 1)
  const optionId = (index: number) => `${listId}-${index}`

  useEffect(() => {
    if (open) document.getElementById(`${listId}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [open, current, listId])

  function close() {
    setOpen(false)
    setQuery('')
    setActive(0)
  }

  function choose(option: Option | undefined) {
    if (!option) return
    close()
    onChoose(option)
  }

  function keyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setActive(open && shown.length > 0 ? (current + step + shown.length) % shown.length : 0)
      setOpen(true)
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(shown[current])
    } else if (event.key === 'Escape' && open) {
      // Otherwise the dialog around it would close too.
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Backspace' && query === '') onStepBack?.()
    else if (event.key === 'Tab') close()
  }

  const box = {
    ref: input,
    role: 'combobox',
    autoComplete: 'off',
    spellCheck: false,
    'aria-autocomplete': 'list',
    'aria-expanded': open,
    'aria-controls': open ? listId : undefined,
    'aria-activedescendant': open && shown.length > 0 ? optionId(current) : undefined,
    onKeyDown: keyDown,
    onClick: () => setOpen(true),
    onChange: (event: { target: { value: string } }) => {
      setQuery(event.target.value)
      setActive(0)
      setOpen(true)
    },
  } as const
  const list = { id: listId, shown, hidden, current, optionId, choose, point: setActive }
  return { box, list, open, query, close, input }
}

export type ComboboxList = ReturnType<typeof useCombobox>['list']
