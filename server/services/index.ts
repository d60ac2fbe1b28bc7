/**
 * Services: what a customer depends on and alerts are about.
 * Owns `services` and `service_dependencies` (what a service stands on; never in a circle). A service that is removed is
 * archived: alerts that name it keep its name.
 * Emits nothing. Lies on the ground, knows customers.
 */
export { serviceIdsByKey, serviceIdsNamed, serviceIdsOf } from './actions.ts'
export { serviceRoutes } from './routes.ts'
export { exportServices, servicesAround } from './standing.ts'
export { syncServices } from './sync.ts'
