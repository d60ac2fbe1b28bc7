import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { EventOutcome, SourceDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { useViewer } from '../../app/session.ts'
import { fromLocalInput } from '../../oncall/local-input.ts'
import { SearchBox } from '../../setup/page-parts.tsx'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/field.tsx'
import { CloseIcon } from '../../ui/icons.ts'
import { MomentInput } from '../../ui/moment-input.tsx'
import { EventFeed } from '../event-feed.tsx'
import type { EventFilters } from '../queries.ts'

const outcomes: readonly EventOutcome[] = [
  'created',
  'repeated',
  'acknowledged',
  'resolved',
  'dropped',
  'rejected',
  'change',
]

/** Every raw event of the source, narrowed by what the address says. */
export function EventsTab({ source }: { source: SourceDetail }) {
  const { timezone } = useViewer()
  const { outcome, q, about, from, to } = useSearch({ from: '/console/sources/$key' })
  const instant = (local: string | undefined) => (local ? (fromLocalInput(local, timezone) ?? undefined) : undefined)
  const filters: EventFilters = { outcome, q, about, from: instant(from), to: instant(to) }
  return (
    <>
      <Filters sourceKey={source.key} />
      <EventFeed key={JSON.stringify(filters)} sourceKey={source.key} filters={filters} />
    </>
  )
}

type Search = { [Name in 'outcome' | 'q' | 'about' | 'from' | 'to']?: string | undefined }

function Filters({ sourceKey }: { sourceKey: string }) {
  const { t } = useText()
  const search = useSearch({ from: '/console/sources/$key' })
  const { timezone } = useViewer()
  const navigate = useNavigate()
  const change = (values: Search) =>
    void navigate({
      to: '/sources/$key',
      params: { key: sourceKey },
      search: { ...search, ...values, outcome: asOutcome('outcome' in values ? values.outcome : search.outcome) },
      replace: true,
    })
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      <TypedSearch value={search.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
      <Select
        aria-label={t('sources:explorer.outcome')}
        className="w-auto border-line max-md:flex-1"
        value={search.outcome ?? ''}
        onChange={(event) => change({ outcome: event.target.value || undefined })}
      >
        <option value="">{t('sources:explorer.anyOutcome')}</option>
        {outcomes.map((one) => (
          <option key={one} value={one}>
            {t(`sources:outcome.${one}`)}
          </option>
        ))}
      </Select>
      {search.about && (
        <button
          type="button"
          className={buttonStyle({ size: 'small', className: 'max-w-full' })}
          aria-label={t('sources:explorer.removeKey')}
          onClick={() => change({ about: undefined })}
        >
          <span className="truncate">{t('sources:explorer.key', { key: search.about })}</span>
          <CloseIcon aria-hidden />
        </button>
      )}
      <Disclosure summary={t('sources:explorer.time')} className="max-md:w-full">
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
          {(['from', 'to'] as const).map((name) => (
            <label key={name} className="flex flex-wrap items-center gap-2">
              {t(`sources:explorer.${name}`)}
              <MomentInput
                zone={timezone}
                value={search[name] ?? ''}
                onChange={(value) => change({ [name]: value || undefined })}
              />
            </label>
          ))}
          <Button size="small" look="ghost" onClick={() => change({ from: undefined, to: undefined })}>
            {t('sources:explorer.anyTime')}
          </Button>
        </div>
      </Disclosure>
    </div>
  )
}

const asOutcome = (value: string | undefined) => outcomes.find((one) => one === value)

/** The server is asked when typing pauses. */
function TypedSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useText()
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed), 250)
    return () => clearTimeout(timer)
  })
  return <SearchBox label={t('sources:explorer.search')} value={typed} onChange={setTyped} />
}
