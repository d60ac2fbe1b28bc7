import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { roles } from './roles.ts'
import { useText } from '../app/i18n.ts'
import { formatNames } from '../app/format.ts'
import { onCallQuery } from '../oncall/queries.ts'
import { Chip } from '../ui/chip.tsx'
import { DataCell, DataList, DataRow, rowLink } from '../ui/data-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field, Input, Select } from '../ui/field.tsx'
import { OnCallIcon, PersonIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { allTeamsQuery, everybodyQuery, readinessQuery, type Person, type Team } from './queries.ts'
import { ReadySign } from './ready-sign.tsx'
import { found, teamsOf, type PeopleSearch } from './search.ts'

const columns = 'md:grid-cols-[minmax(0,1.3fr)_7rem_minmax(0,1fr)_8.5rem_minmax(0,2fr)]'

export function PeopleList() {
  const { t } = useText()
  const search = useSearch({ from: '/console/people' })
  const people = useQuery(everybodyQuery)
  const { data: teams = [] } = useQuery(allTeamsQuery)
  const list = useRef<HTMLUListElement>(null)
  useRowKeys(list)
  if (people.isPending) return <SkeletonRows />
  if (people.isError) return <LoadFailed error={people.error} onRetry={() => void people.refetch()} />
  const shown = found(people.data, teams, search)
  const head = ['name', 'role', 'teams', 'duty', 'ready'] as const
  return (
    <>
      <Filters search={search} teams={teams} />
      {shown.length === 0 ? (
        <EmptyState icon={PersonIcon} title={t('people:none.title')} text={t('people:none.text')} />
      ) : (
        <DataList
          ref={list}
          label={t('people:title')}
          columns={columns}
          head={head.map((name) => t(`people:column.${name}`))}
        >
          {shown.map((person) => (
            <PersonRow key={person.key} person={person} teams={teams} />
          ))}
        </DataList>
      )}
    </>
  )
}

function Filters({ search, teams }: { search: PeopleSearch; teams: readonly Team[] }) {
  const { t } = useText()
  const navigate = useNavigate({ from: '/people' })
  const set = (values: { [Name in keyof PeopleSearch]?: PeopleSearch[Name] | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...values }) as PeopleSearch, replace: true })
  return (
    <div className="flex flex-wrap gap-2 px-4 py-3 md:px-6">
      <Field label={t('people:filter.search')} isLabelHidden className="min-w-48 flex-1 md:max-w-72">
        {(control) => (
          <Input
            {...control}
            type="search"
            placeholder={t('people:filter.search')}
            value={search.q ?? ''}
            onChange={(event) => set({ q: event.target.value || undefined })}
          />
        )}
      </Field>
      <Field label={t('people:column.role')} isLabelHidden>
        {(control) => (
          <Select
            {...control}
            value={search.role ?? ''}
            onChange={(event) => set({ role: roles.find((role) => role === event.target.value) })}
          >
            <option value="">{t('people:filter.everyRole')}</option>
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`common:role.${role}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('people:column.teams')} isLabelHidden>
        {(control) => (
          <Select
            {...control}
            value={search.team ?? ''}
            onChange={(event) => set({ team: event.target.value || undefined })}
          >
            <option value="">{t('people:filter.everyTeam')}</option>
            {teams.map((team) => (
              <option key={team.key} value={team.key}>
                {team.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}

function PersonRow({ person, teams }: { person: Person; teams: readonly Team[] }) {
  const { t, language } = useText()
  const { data: duties } = useQuery(onCallQuery())
  const { data: readiness } = useQuery(readinessQuery(useText().language))
  const duty = duties?.items.filter((one) => one.user?.key === person.key) ?? []
  const own = readiness?.items.find((one) => one.user.key === person.key)
  const names = teamsOf(teams, person.key).map((team) => team.name)
  return (
    <DataRow>
      <DataCell isMain>
        <Link to="/people/$key" params={{ key: person.key }} {...rowLink}>
          {person.name}
        </Link>
      </DataCell>
      <DataCell>{t(`common:role.${person.role}`)}</DataCell>
      <DataCell>{formatNames(names, language)}</DataCell>
      <DataCell>
        {duty.length > 0 && (
          <Chip tone="maintenance" icon={OnCallIcon} bare>
            {t('people:onDuty')}
          </Chip>
        )}
      </DataCell>
      <DataCell>
        <ReadySign readiness={own} canSignIn={person.canSignIn} />
      </DataCell>
    </DataRow>
  )
}
