import { Link } from '@tanstack/react-router'
import { formatNames } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNameOf } from '../../setup/references.ts'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import type { Person } from '../queries.ts'
import type { Hindrances } from './removal.ts'

const style = 'mr-3 inline-flex items-center text-accent underline max-md:min-h-11'

/** In how many places a person stands, and the way to each: what names somebody is changed before they go. */
export function HindranceList({ person, found: { keys, isFallback, others } }: { person: Person; found: Hindrances }) {
  const { t, language } = useText()
  const { teams, schedules, escalationPolicies: policies } = keys
  const parts = [
    ...(teams.length > 0 ? [t('people:remove.teams', { count: teams.length })] : []),
    ...(schedules.length > 0 ? [t('people:remove.schedules', { count: schedules.length })] : []),
    ...(policies.length > 0 ? [t('people:remove.policies', { count: policies.length })] : []),
  ]
  return (
    <>
      {parts.length > 0 && <p>{t('people:remove.named', { name: person.name, what: formatNames(parts, language) })}</p>}
      <Places keys={keys} />
      {isFallback && (
        <p className="mt-2">
          {t('people:remove.fallback', { name: person.name })}{' '}
          <Link to="/settings/organization" className={style}>
            {t('people:remove.toFallback')}
          </Link>
        </p>
      )}
      {others.map((message) => (
        <p key={message} className="mt-2">
          {message}
        </p>
      ))}
    </>
  )
}

function Places({ keys: { teams, schedules, escalationPolicies: policies } }: Pick<Hindrances, 'keys'>) {
  const { t } = useText()
  const [team, schedule, policy] = [useNameOf('teams'), useNameOf('schedules'), useNameOf('policies')]
  return (
    <FactList className="mt-2">
      <Fact name={t('people:column.teams')}>
        {teams.length > 0 &&
          teams.map((key) => (
            <Link key={key} to="/teams/$key" params={{ key }} className={style}>
              {team(key)}
            </Link>
          ))}
      </Fact>
      <Fact name={t('people:duties.schedules')}>
        {schedules.length > 0 &&
          schedules.map((key) => (
            <Link key={key} to="/oncall/$key" params={{ key }} className={style}>
              {schedule(key)}
            </Link>
          ))}
      </Fact>
      <Fact name={t('people:duties.policies')}>
        {policies.length > 0 &&
          policies.map((key) => (
            <Link key={key} to="/policies/$key" params={{ key }} className={style}>
              {policy(key)}
            </Link>
          ))}
      </Fact>
    </FactList>
  )
}
