import { useQuery } from '@tanstack/react-query'
import { useOpenInAddress } from '../../app/open-in-address.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ContactIcon, CreateIcon } from '../../ui/icons.ts'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { contactsQuery } from '../queries.ts'
import { AddContact } from './add-contact.tsx'
import { ContactRow } from './contact-row.tsx'

/** The addresses under which Pikett reaches the person; devices have a tab of their own. */
export function ContactsTab() {
  const { t } = useText()
  const query = useQuery(contactsQuery)
  const [adding, setAdding] = useOpenInAddress('new')
  const contacts = query.data?.items
  const listed = contacts?.filter((contact) => contact.channel !== 'push') ?? []
  const isUnreachable = contacts && contacts.length > 0 && !contacts.some((contact) => contact.verified)
  return (
    <>
      {isUnreachable && (
        <Notice tone="caution" className="mx-4 mt-3 md:mx-6">
          {t('me:noneVerified')}
        </Notice>
      )}
      {query.isPending && <SkeletonRows rows={3} />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {contacts && listed.length === 0 ? (
        <EmptyState icon={ContactIcon} title={t('me:empty.title')} text={t('me:empty.text')}>
          <Button look="primary" onClick={() => setAdding(true)}>
            {t('me:add.open')}
          </Button>
        </EmptyState>
      ) : (
        <ul>
          {listed.map((contact) => (
            <ContactRow key={contact.key} contact={contact} />
          ))}
        </ul>
      )}
      {listed.length > 0 && (
        <Button className="mx-4 mt-3 mb-6 md:mx-6" onClick={() => setAdding(true)}>
          <CreateIcon aria-hidden />
          {t('me:add.open')}
        </Button>
      )}
      <AddContact open={adding} onClose={() => setAdding(false)} taken={contacts?.map((one) => one.key) ?? []} />
    </>
  )
}
