import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Alert } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { Slotted } from '../../ui/slotted.tsx'
import { membersQuery } from '../queries.ts'

type Group = NonNullable<Alert['group']>

/** To which alert this one belongs, or which others it pages for. */
export function GroupFact({ group }: { group: Group }) {
  const { t } = useText()
  if (group.role === 'lead') return <Members group={group} />
  return (
    <>
      <Slotted text="alertpage:page.group.belongsTo" slots={{ lead: <AlertLink alert={group.lead} /> }} />
      {group.score !== null && (
        <p className="text-small text-ink-faint">
          {t('alertpage:page.group.score', { score: Math.round(group.score * 100) })}
        </p>
      )}
    </>
  )
}

function Members({ group }: { group: Group }) {
  const { t } = useText()
  const { data } = useQuery(membersQuery(group.lead.id))
  return (
    <>
      <p>{t('alertpage:page.group.leads', { count: group.members })}</p>
      <ul>
        {data?.items.slice(0, 20).map((member) => (
          <li key={member.id}>
            <AlertLink alert={member} />
          </li>
        ))}
      </ul>
    </>
  )
}

function AlertLink({ alert }: { alert: Group['lead'] }) {
  return (
    <Link to="/alerts/$id" params={{ id: `${alert.number}` }} className="text-accent underline">
      #{alert.number} {alert.summary}
    </Link>
  )
}
