/**
 * Maintenance windows: times in which work is done. What begins then is recorded and pages when the window ends, if it is
 * still open.
 * Owns `maintenance_windows`. Invariants: times are wall-clock rules in a zone (rules/maintenance); `occurrence_from` and
 * `occurrence_to` are what follows from them, `next_at` is when they change; whatever changes a window looks again at
 * everything that maintenance holds. What pages already when a window begins goes on paging; system alerts always page.
 * Events in and out: none; escalation asks `screenForMaintenance`. Announces the topic `maintenance`.
 */
export { maintenanceLoop } from './deadlines.ts'
export { foreseeMaintenance } from './foresee.ts'
export { maintenanceRoutes } from './routes.ts'
export { screenForMaintenance, windowsInForce } from './screen.ts'
export { exportMaintenanceWindows, syncMaintenanceWindows } from './sync.ts'
