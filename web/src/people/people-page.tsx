import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { useOpenInAddress } from '../app/open-in-address.ts'
import { useMay } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { InviteIcon } from '../ui/icons.ts'
import { LinkTabs, linkTab } from '../ui/link-tabs.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { PeopleList } from './people-list.tsx'
import { ReadinessList } from './readiness-list.tsx'

/** Everybody of the organization, and whether they can be reached. */
export function PeoplePage() {
  const { t } = useText()
  const { view } = useSearch({ from: '/console/people' })
  const navigate = useNavigate()
  const mayInvite = useMay('config.write')
  const [inviting, setInviting] = useOpenInAddress('invite')
  return (
    <>
      <PageHeader title={t('people:title')} intro={t('people:intro')}>
        {mayInvite && (
          <Button look="primary" onClick={() => setInviting(true)}>
            <InviteIcon aria-hidden />
            {t('people:invite.open')}
          </Button>
        )}
      </PageHeader>
      <LinkTabs label={t('people:title')}>
        <Link to="/people" {...linkTab} {...(view ? shut : open)}>
          {t('people:tab.list')}
        </Link>
        <Link to="/people" search={{ view: 'readiness' }} {...linkTab} {...(view ? open : shut)}>
          {t('people:tab.readiness')}
        </Link>
      </LinkTabs>
      {view === 'readiness' ? <ReadinessList /> : <PeopleList />}
      <InviteDialog
        open={inviting}
        onClose={() => setInviting(false)}
        onInvited={(key) => void navigate({ to: '/people/$key', params: { key } })}
      />
    </>
  )
}

/** By what is shown, not by the address: filters stand there as well. */
const open = {
  'aria-current': 'page',
  className: `${linkTab.className} border-accent! font-medium text-ink`,
  activeProps: {},
} as const
const shut = { 'aria-current': undefined, activeProps: {} } as const
