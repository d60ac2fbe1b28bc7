import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.ts'
import { onCallQuery } from '../../oncall/queries.ts'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { Section } from '../../ui/section.tsx'
import { Moment } from '../../ui/time.tsx'
import type { Person } from '../queries.ts'
import { useNamedBy } from './use-named-by.ts'

const linkStyle = 'text-accent hover:underline'

/** When the person is on call, and what of the set-up counts on them. */
export function Duties({ person }: { person: Person }) {
  const { t } = useText()
  const { data: duties } = useQuery(onCallQuery())
  const { teams, schedules, policies } = useNamedBy(person.key)
  const now = duties?.items.filter((one) => one.user?.key === person.key) ?? []
  const next = duties?.items.filter((one) => one.next?.user.key === person.key) ?? []
  const nothing = <span className="text-ink-faint">{t('people:duties.none')}</span>
  const list = (links: React.ReactNode[]) =>
    links.length === 0 ? nothing : <span className="flex flex-wrap gap-x-3">{links}</span>
  return (
    <Section title={t('people:duties.title')}>
      <FactList>
        <Fact name={t('people:duties.now')}>
          {list(
            now.map(({ schedule, to }) => (
              <span key={schedule.key}>
                {schedule.name}
                {to && (
                  <>
                    {' '}
                    {t('people:duties.until')} <Moment at={to} />
                  </>
                )}
              </span>
            )),
          )}
        </Fact>
        <Fact name={t('people:duties.next')}>
          {list(
            next.map(({ schedule, next: shift }) => (
              <span key={schedule.key}>
                {schedule.name} {shift && <Moment at={shift.from} />}
              </span>
            )),
          )}
        </Fact>
        <Fact name={t('people:column.teams')}>
          {list(
            teams.map((one) => (
              <Link key={one.key} to="/teams/$key" params={{ key: one.key }} className={linkStyle}>
                {one.name}
              </Link>
            )),
          )}
        </Fact>
        <Fact name={t('people:duties.schedules')}>
          {list(
            schedules.map((one) => (
              <Link key={one.key} to="/oncall/$key" params={{ key: one.key }} className={linkStyle}>
                {one.name}
              </Link>
            )),
          )}
        </Fact>
        <Fact name={t('people:duties.policies')}>
          {list(
            policies.map((one) => (
              <Link key={one.key} to="/policies/$key" params={{ key: one.key }} className={linkStyle}>
                {one.name}
              </Link>
            )),
          )}
        </Fact>
      </FactList>
    </Section>
  )
}
