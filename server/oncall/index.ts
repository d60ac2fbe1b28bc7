/**
 * On-call: who has the duty when.
 * Owns `schedules`, `schedule_layers`, `schedule_layer_users`, `schedule_overrides`. Invariants: two overrides of a schedule
 * never overlap (exclusion constraint); everything is a wall-clock rule in the zone of the schedule, never an instant; who
 * is on call is computed when it is asked (rules/oncall) and stored nowhere.
 * Events in and out: none. Announces the topic `oncall`.
 */
export { dutiesAt, everybodyIn, onCallNow, schedulesWithin } from './actions/now.ts'
export type { Duty, PersonOnDuty } from './actions/now.ts'
export { addOverride } from './actions/overrides.ts'
export { currentSchedules, planOf } from './actions/shifts.ts'
export { onCallRoutes } from './routes.ts'
export { exportSchedules, syncSchedules } from './sync.ts'
export type { LoadedSchedule } from './types.ts'
