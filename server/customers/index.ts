/**
 * Customers (Mandanten): whom the organization works for.
 * Owns `customers`. A customer that is removed is archived: alerts that name it keep its name.
 * Emits supportHoursChanged. Lies on the ground beside identity.
 */
export {
  customerIdsByKey,
  customerIdsOf,
  customersById,
  exportCustomers,
  supportHoursOf,
  syncCustomers,
} from './actions.ts'
export type { Customer } from './actions.ts'
export { supportHoursChanged } from './events.ts'
export { customerRoutes } from './routes.ts'
