import { useEffect, useRef, useState } from 'react'
import { useText } from '../../app/i18n.ts'
import { useCommands } from '../../app/commands.ts'
import { cn } from '../../ui/class-names.ts'
import { Input } from '../../ui/field.tsx'
import { SearchIcon } from '../../ui/icons.ts'

/** Typing asks the server when it pauses this long. */
const pauseMilliseconds = 250

interface SearchBoxProps {
  value: string
  onChange: (value: string) => void
  /** On a phone the first alert counts more than the search, which is behind a button there. */
  isShownOnPhone: boolean
}

export function SearchBox({ value, onChange, isShownOnPhone }: SearchBoxProps) {
  const { t } = useText()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  const box = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // Back and forward change the address from outside.
  if (value !== known) {
    setKnown(value)
    setTyped(value)
  }
  const focus = () => box.current?.focus()
  useCommands(t('shell:shortcuts.list'), [
    { id: 'list.search', label: t('shell:shortcuts.search'), keys: '/', run: focus, isKeyOnly: true },
  ])
  return (
    <div className={cn('relative max-md:w-full', !isShownOnPhone && 'max-md:hidden')}>
      <SearchIcon
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
        aria-hidden
      />
      <Input
        ref={box}
        type="search"
        aria-label={t('alerts:list.search')}
        aria-keyshortcuts="/"
        placeholder={t('alerts:list.search')}
        className="border-line pl-8 md:w-56"
        value={typed}
        onKeyDown={(event) => {
          if (event.key === 'Escape') box.current?.blur()
        }}
        onChange={(event) => {
          const next = event.target.value
          setTyped(next)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => {
            setKnown(next)
            onChange(next)
          }, pauseMilliseconds)
        }}
      />
    </div>
  )
}
