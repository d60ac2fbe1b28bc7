import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { SourceType } from '../../../../contract/config/source.ts'
import { namesOf } from '../../api/names.ts'
import { useCustomerScope } from '../../app/customer-scope.ts'
import { useText } from '../../app/i18n.ts'
import { BackLink } from '../../setup/page-parts.tsx'
import { ItemFormFrame } from '../../setup/parts.tsx'
import { useItemForm } from '../../setup/use-item-form.ts'
import { leaveSaved } from '../../ui/leave-guard.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { SourceFields } from './source-fields.tsx'
import { typeFaults } from './type-faults.ts'

export function NewSource({ type }: { type: SourceType }) {
  const { t } = useText()
  const policies = useQuery(namesOf.policies)
  return (
    <>
      <BackLink to="/sources/new" above={{ to: '/sources', name: t('sources:title') }}>
        {t('sources:catalogue.back')}
      </BackLink>
      <PageHeader
        title={t('sources:new.title', { type: t(`sources:type.${type}`) })}
        intro={t(`sources:what.${type}`)}
      />
      <div className="px-4 md:px-6">
        {policies.data?.length === 0 && (
          <Notice tone="caution" className="mb-4 max-w-3xl">
            {t('sources:new.noPolicy')}
          </Notice>
        )}
        {policies.data ? <NewForm type={type} onlyPolicy={onlyOne(policies.data)} /> : <SkeletonRows rows={4} />}
      </div>
    </>
  )
}

const onlyOne = (policies: readonly { key: string }[]) => (policies.length === 1 ? policies[0]?.key : undefined)

function NewForm({ type, onlyPolicy }: { type: SourceType; onlyPolicy: string | undefined }) {
  const { t } = useText()
  const navigate = useNavigate()
  const { customer } = useCustomerScope()
  const form = useItemForm({
    noun: 'sources',
    stored: undefined,
    initial: { type, name: '', key: '', escalationPolicy: onlyPolicy, customer },
    check: ({ name, escalationPolicy, ...options }) => ({
      ...typeFaults(options, t),
      ...(name?.trim() ? {} : { name: t('common:field.required') }),
      ...(escalationPolicy ? {} : { escalationPolicy: t('sources:form.policyMissing') }),
    }),
    onSaved: ({ item }) =>
      leaveSaved(() => void navigate({ to: '/sources/$key', params: { key: item.key }, search: { tab: 'guide' } })),
  })
  return (
    <ItemFormFrame form={form} saveLabel={t('sources:new.save')} watches={['type']}>
      <SourceFields form={form} />
      <p className="text-small text-ink-faint">
        {t('sources:new.next')}{' '}
        <Link to="/sources/new" className="text-accent underline">
          {t('sources:new.other')}
        </Link>
      </p>
    </ItemFormFrame>
  )
}
