import { useNavigate } from '@tanstack/react-router'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Input, Select } from '../../ui/field.tsx'
import type { OnCallEntry } from '../../api/types.ts'
import { fromLocalInput, toLocalInput } from '../local-input.ts'
import { choicesOf, type OverviewSearch } from './filter.ts'

/** Of which team, with whom, and at which time: "Who would have answered on Saturday at three?" */
export function Filters({ entries, search }: { entries: readonly OnCallEntry[]; search: OverviewSearch }) {
  const { t } = useText()
  const navigate = useNavigate()
  const { teams, people } = choicesOf(entries)
  const show = (part: Partial<OverviewSearch>) => {
    const next = Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined && value !== '')
    void navigate({ to: '/oncall', search: Object.fromEntries(next), replace: true })
  }
  return (
    <>
      {teams.length > 1 && (
        <Choice
          label={t('oncall:filter.team')}
          all={t('oncall:filter.allTeams')}
          value={search.team}
          options={teams}
          onChange={(team) => show({ team })}
        />
      )}
      {people.length > 1 && (
        <Choice
          label={t('oncall:filter.person')}
          all={t('oncall:filter.allPeople')}
          value={search.person}
          options={people}
          onChange={(person) => show({ person })}
        />
      )}
      <TimePicker at={search.at} show={(at) => show({ at })} />
    </>
  )
}

interface ChoiceProps {
  label: string
  all: string
  value: string | undefined
  options: readonly { key: string; name: string }[]
  onChange: (key: string | undefined) => void
}

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      className="w-auto border-line max-md:w-[calc(50%-0.25rem)]"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{all}</option>
      {options.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </Select>
  )
}

function TimePicker({ at, show }: { at: string | undefined; show: (at: string | undefined) => void }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  return (
    <>
      <Input
        type="datetime-local"
        aria-label={t('oncall:atLabel')}
        title={viewer.timezone}
        className="w-auto border-line"
        value={toLocalInput(at ? Date.parse(at) : now, viewer.timezone)}
        onChange={(event) => show(fromLocalInput(event.target.value, viewer.timezone))}
      />
      {at && <Button onClick={() => show(undefined)}>{t('oncall:backToNow')}</Button>}
    </>
  )
}
