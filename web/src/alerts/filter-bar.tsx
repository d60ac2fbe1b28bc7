import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../app/i18n.ts'
import { useCommands } from '../app/commands.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { Input, Select } from '../ui/field.tsx'
import { CloseIcon, SearchIcon } from '../ui/icons.ts'
import { alertViews, type AlertFilters, type AlertView } from './queries.ts'

/** Typing asks the server when it pauses this long. */
const pauseMilliseconds = 250

export function FilterBar({ filters }: { filters: AlertFilters }) {
  const { t } = useText()
  const navigate = useNavigate()
  const change = (values: Partial<Record<keyof AlertFilters, string | undefined>>) =>
    void navigate({ to: '/alerts', search: (before) => withoutEmpty({ ...before, ...values }), replace: true })
  const [searching, setSearching] = useState(Boolean(filters.q))
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2 max-md:w-full">
      <div className="flex min-w-0 gap-2 max-md:w-full">
        <ViewLinks current={filters.status ?? 'open'} />
        <Button
          size="icon"
          className="md:hidden"
          aria-expanded={searching}
          aria-label={t('alerts:list.showSearch')}
          onClick={() => setSearching(!searching)}
        >
          <SearchIcon />
        </Button>
      </div>
      <SearchBox value={filters.q ?? ''} onChange={(q) => change({ q })} isShownOnPhone={searching} />
      <Select
        aria-label={t('alerts:page.fact.priority')}
        className="w-auto border-line max-md:hidden"
        value={filters.priority ?? ''}
        onChange={(event) => change({ priority: event.target.value || undefined })}
      >
        <option value="">{t('alerts:list.anyPriority')}</option>
        <option value="high">{t('alerts:priorityLong.high')}</option>
        <option value="low">{t('alerts:priorityLong.low')}</option>
      </Select>
      {(['source', 'service'] as const).map((name) => {
        const value = filters[name]
        if (!value) return null
        const filter = t(`alerts:list.filterBy.${name}`, { value })
        return (
          <button
            key={name}
            type="button"
            className={buttonStyle({ size: 'small' })}
            aria-label={t('alerts:list.removeFilter', { filter })}
            onClick={() => change({ [name]: undefined })}
          >
            {filter}
            <CloseIcon aria-hidden />
          </button>
        )
      })}
    </div>
  )
}

function ViewLinks({ current }: { current: AlertView }) {
  const { t } = useText()
  return (
    <nav
      aria-label={t('alerts:list.views')}
      className="flex min-w-0 rounded-md border border-line bg-sunken p-0.5 max-md:flex-1 max-md:overflow-x-auto"
    >
      {alertViews.map((view) => (
        <Link
          key={view}
          to="/alerts"
          search={(before) => withoutEmpty({ ...before, status: view === 'open' ? undefined : view })}
          aria-current={current === view ? 'page' : undefined}
          className={cn(
            'flex min-h-6.5 items-center rounded px-2.5 whitespace-nowrap text-ink-soft hover:text-ink max-md:min-h-9.5 max-md:px-1.5 max-md:flex-1 max-md:justify-center max-md:text-small',
            current === view && 'bg-surface font-medium text-ink shadow-[0_0_0_1px_var(--line)]',
          )}
        >
          {t(`alerts:list.view.${view}`)}
        </Link>
      ))}
    </nav>
  )
}

interface SearchBoxProps {
  value: string
  onChange: (value: string) => void
  /** On a phone the first alert counts more than the search, which is behind a button there. */
  isShownOnPhone: boolean
}

function SearchBox({ value, onChange, isShownOnPhone }: SearchBoxProps) {
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
        className="border-line pl-8 md:w-64"
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

function withoutEmpty(filters: Record<string, string | undefined>): AlertFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''))
}
