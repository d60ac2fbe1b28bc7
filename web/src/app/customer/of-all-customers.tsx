import { useCustomerScope } from '../customer-scope.ts'
import { useText } from '../i18n.ts'

/** Beside a part of a narrowed view that is not narrowed. */
export function OfAllCustomers() {
  const { t } = useText()
  const { customer } = useCustomerScope()
  return customer === undefined ? null : (
    <span className="text-small text-ink-faint">{t('shell:customer.notNarrowed')}</span>
  )
}
