import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ContactIcon } from '../../ui/icons.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { contactsQuery, rulesQuery } from '../queries.ts'
import { RulesForm } from './rules-form.tsx'

/** When the person is messaged on which contact. */
export function RulesTab() {
  const { t } = useText()
  const contacts = useQuery(contactsQuery)
  const rules = useQuery(rulesQuery)
  const failed = [contacts, rules].find((query) => query.isError)
  if (failed) return <LoadFailed error={failed.error} onRetry={() => void failed.refetch()} />
  if (!contacts.data || !rules.data) return <Skeleton className="mx-4 mt-4 h-72 md:mx-6" />
  if (contacts.data.items.length === 0) {
    return (
      <EmptyState icon={ContactIcon} title={t('me:rules.empty.title')} text={t('me:rules.empty.text')}>
        <Link to="/me" search={{ tab: 'contacts' }} className={buttonStyle({ look: 'primary' })}>
          {t('me:rules.empty.action')}
        </Link>
      </EmptyState>
    )
  }
  // A change from elsewhere begins the form anew; what is being typed stays until it is saved or discarded.
  return <RulesForm key={JSON.stringify(rules.data)} stored={rules.data} contacts={contacts.data.items} />
}
