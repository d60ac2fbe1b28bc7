import { useCustomerScope } from '../customer-scope.ts'
import { isTextList, useRemembered } from '../remembered.ts'
import { useSession } from '../session.ts'

const keptAtMost = 6
const none: string[] = []

/** The customers of these keys first, in that order; the others as they were. */
export function latelyFirst<Item extends { key: string }>(
  customers: readonly Item[],
  recent: readonly string[],
): Item[] {
  const first = recent.flatMap((key) => customers.find((one) => one.key === key) ?? [])
  return [...first, ...customers.filter((one) => !recent.includes(one.key))]
}

/** The list with this key at its head, once. */
export const withCustomer = (recent: readonly string[], key: string): string[] =>
  [key, ...recent.filter((one) => one !== key)].slice(0, keptAtMost)

/** To choose the customer that everything is narrowed to. What was chosen lately stays in this browser. */
export function useCustomerChoice() {
  const { customer, setCustomer } = useCustomerScope()
  const person = useSession()?.user.id ?? ''
  const [recent, setRecent] = useRemembered<string[]>(`customers.${person}`, none, isTextList)
  return {
    customer,
    recent,
    setCustomer: (key: string | undefined) => {
      if (key !== undefined) setRecent(withCustomer(recent, key))
      setCustomer(key)
    },
  }
}
