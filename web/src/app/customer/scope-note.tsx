import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { namesOf } from '../../api/names.ts'
import { useCustomerScope } from '../customer-scope.ts'
import { useText } from '../i18n.ts'
import { useMay } from '../session.ts'
import { scopeOfView } from './scope-of-view.ts'

/** Above a view that cannot show one customer alone: that it does not, or what it shows instead. */
export function ScopeNote() {
  const { t } = useText()
  const { customer, setCustomer } = useCustomerScope()
  const { data: customers = [] } = useQuery({ ...namesOf.customers, enabled: customer !== undefined })
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? '/' })
  const scope = scopeOfView(pathname, useMay('sources.read'))
  if (customer === undefined || (scope !== 'whole' && scope !== 'serving')) return null
  const name = customers.find(({ key }) => key === customer)?.name ?? customer
  return (
    <p className="flex flex-wrap items-center gap-x-3 border-b border-line bg-accent-soft px-4 py-1 text-small md:px-6">
      {t(scope === 'whole' ? 'setup:scope.whole' : 'setup:scope.serving', { name })}
      <button type="button" className="min-h-6 underline max-md:min-h-11" onClick={() => setCustomer(undefined)}>
        {t('shell:customer.all')}
      </button>
    </p>
  )
}
