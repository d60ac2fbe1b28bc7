import { useQuery } from '@tanstack/react-query'
import { namesOf } from '../../api/names.ts'
import { useCustomerScope } from '../customer-scope.ts'
import { useText } from '../i18n.ts'
import { useMay } from '../session.ts'

/** The customer that everything is narrowed to, by name. Nothing to choose from: nothing is offered. */
export function useSwitcher() {
  const { t } = useText()
  const scope = useCustomerScope()
  const { data: customers = [] } = useQuery({ ...namesOf.customers, enabled: useMay('alerts.read') })
  const chosen = customers.find(({ key }) => key === scope.customer)
  const name = scope.customer === undefined ? t('shell:customer.all') : (chosen?.name ?? scope.customer)
  return { ...scope, name, isOffered: customers.length > 0 || scope.customer !== undefined }
}
