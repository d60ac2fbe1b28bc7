import { Link } from '@tanstack/react-router'
import { formatNames } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNameOf } from '../../setup/references.ts'
import type { Person } from '../queries.ts'
import type { Hindrances } from './removal.ts'

const style = 'inline-flex items-center text-accent underline max-md:min-h-11'

/** In how many places a person stands, and the way to each: what names somebody is changed before they go. */
export function HindranceList({ person, found: { keys, isFallback, others } }: { person: Person; found: Hindrances }) {
  const { t, language } = useText()
  const { teams, schedules, escalationPolicies: policies } = keys
  const [team, schedule, policy] = [useNameOf('teams'), useNameOf('schedules'), useNameOf('policies')]
  const parts = [
    ...(teams.length > 0 ? [t('people:remove.teams', { count: teams.length })] : []),
    ...(schedules.length > 0 ? [t('people:remove.schedules', { count: schedules.length })] : []),
    ...(policies.length > 0 ? [t('people:remove.policies', { count: policies.length })] : []),
  ]
  return (
    <>
      {parts.length > 0 && <p>{t('people:remove.named', { name: person.name, what: formatNames(parts, language) })}</p>}
      <ul className="mt-2 flex flex-col gap-1">
        {teams.map((key) => (
          <li key={key}>
            <Link to="/teams/$key" params={{ key }} className={style}>
              {team(key)}
            </Link>
          </li>
        ))}
        {schedules.map((key) => (
          <li key={key}>
            <Link to="/oncall/$key" params={{ key }} className={style}>
              {schedule(key)}
            </Link>
          </li>
        ))}
        {policies.map((key) => (
          <li key={key}>
            <Link to="/policies/$key" params={{ key }} className={style}>
              {policy(key)}
            </Link>
          </li>
        ))}
      </ul>
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
