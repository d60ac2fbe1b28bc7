import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.ts'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { Section } from '../../ui/section.tsx'
import type { Person } from '../queries.ts'
import { useNamedBy } from './use-named-by.ts'

const linkStyle = 'text-accent underline'

/** What of the set-up counts on the person. */
export function Duties({ person }: { person: Person }) {
  const { t } = useText()
  const { teams, schedules, policies } = useNamedBy(person.key)
  const nothing = <span className="text-ink-faint">{t('people:duties.none')}</span>
  const list = (links: React.ReactNode[]) =>
    links.length === 0 ? nothing : <span className="flex flex-wrap gap-x-3">{links}</span>
  return (
    <Section title={t('people:duties.title')}>
      <FactList>
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
