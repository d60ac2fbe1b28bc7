import { useNavigate } from '@tanstack/react-router'
import { serverNow } from '../api/server-clock.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useText } from '../app/i18n.ts'
import { useMay, useSession } from '../app/session.ts'
import { toLocalInput } from '../oncall/local-input.ts'
import { BackLink } from '../setup/page-parts.tsx'
import { ItemFormFrame } from '../setup/parts.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { MaintenanceIcon } from '../ui/icons.ts'
import { leaveSaved } from '../ui/leave-guard.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showToast } from '../ui/toast.tsx'
import { draftOf, newDraft } from './draft.ts'
import type { MaintenanceWindow } from './queries.ts'
import { useWindowForm } from './use-window-form.ts'
import { WindowFields } from './window-fields.tsx'

export function NewWindowPage() {
  const { t } = useText()
  const navigate = useNavigate()
  const { customer } = useCustomerScope()
  const zone = useSession()?.organization.timezone ?? 'UTC'
  const mayWrite = useMay('maintenance.write')
  const form = useWindowForm({
    initial: newDraft(toLocalInput(serverNow(), zone), zone, customer),
    windowKey: undefined,
    onSaved: ({ key }) => leaveSaved(() => void navigate({ to: '/maintenance/$key', params: { key } })),
  })
  if (!mayWrite)
    return (
      <EmptyState isPage icon={MaintenanceIcon} title={t('setup:forbidden.title')} text={t('setup:forbidden.text')} />
    )
  return (
    <>
      <BackLink to="/maintenance">{t('maintenance:title')}</BackLink>
      <PageHeader title={t('maintenance:add')} intro={t('maintenance:addIntro')} />
      <div className="px-4 md:px-6">
        <ItemFormFrame form={form} saveLabel={t('maintenance:save')}>
          <WindowFields form={form} />
        </ItemFormFrame>
      </div>
    </>
  )
}

export function EditWindow({ window }: { window: MaintenanceWindow }) {
  const { t } = useText()
  const navigate = useNavigate()
  const form = useWindowForm({
    initial: draftOf(window, toLocalInput(serverNow(), window.timezone).slice(0, 10)),
    windowKey: window.key,
    onSaved: ({ key }) => {
      showToast(t('setup:saved'))
      leaveSaved(() => void navigate({ to: '/maintenance/$key', params: { key } }))
    },
  })
  return (
    <>
      <PageHeader title={window.name} intro={t('maintenance:editing')} />
      <div className="px-4 md:px-6">
        <ItemFormFrame form={form} watches={['edit']}>
          <WindowFields form={form} />
        </ItemFormFrame>
      </div>
    </>
  )
}
