import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useText } from '../../app/i18n.ts'
import { Input, Select } from '../../ui/field.tsx'
import { actGroups, type AuditSearch } from './filter.ts'
import { SubjectFilter } from './subject-filter.tsx'

const from = '/console/settings/audit'

/** Who, what, to what and when: all of it in the address. */
export function AuditFilters() {
  const { t } = useText()
  const search = useSearch({ from })
  const narrow = useNarrow()
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2 px-4 py-3 md:px-6">
      <ActorInput key={search.actor ?? ''} actor={search.actor ?? ''} onChange={(actor) => narrow({ actor })} />
      <label className="flex flex-col gap-1 text-small text-ink-soft">
        {t('settings:audit.what')}
        <Select
          className="w-52 max-md:w-full"
          value={search.action ?? ''}
          onChange={(event) => narrow({ action: event.target.value })}
        >
          <option value="">{t('settings:audit.everything')}</option>
          {actGroups.map((group) => (
            <option key={group} value={group}>
              {t(`settings:audit.about.${group.slice(0, -1) as 'session'}`)}
            </option>
          ))}
        </Select>
      </label>
      <SubjectFilter subject={search.subject} onChange={(subject) => narrow({ subject })} />
      <DayInput label={t('settings:audit.from')} day={search.from} onChange={(day) => narrow({ from: day })} />
      <DayInput label={t('settings:audit.to')} day={search.to} onChange={(day) => narrow({ to: day })} />
    </div>
  )
}

function useNarrow() {
  const navigate = useNavigate({ from: '/settings/audit' })
  return (change: AuditSearch) =>
    void navigate({
      replace: true,
      search: (before) => {
        const next = Object.entries({ ...before, ...change }).filter(([, value]) => value !== '')
        return Object.fromEntries(next) as AuditSearch
      },
    })
}

/** Sent when it is complete: each reading of the log is an entry of the log. */
function ActorInput({ actor, onChange }: { actor: string; onChange: (actor: string) => void }) {
  const { t } = useText()
  const [text, setText] = useState(actor)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChange(text.trim())
  }
  return (
    <form onSubmit={submit} className="max-md:w-full">
      <label className="flex flex-col gap-1 text-small text-ink-soft">
        {t('settings:audit.who')}
        <Input
          className="w-44 max-md:w-full"
          value={text}
          placeholder={t('settings:audit.whoHint')}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => text.trim() !== actor && onChange(text.trim())}
        />
      </label>
    </form>
  )
}

function DayInput({
  label,
  day,
  onChange,
}: {
  label: string
  day: string | undefined
  onChange: (day: string) => void
}) {
  return (
    <label className="flex flex-col gap-1 text-small text-ink-soft max-md:flex-1">
      {label}
      <Input
        type="date"
        className="w-40 max-md:w-full"
        value={day ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
