/**
 * On-call: who has the duty when. Pure: a schedule and instants in, shifts out; the same functions page, draw the calendar,
 * preview an edit in the browser and answer "who is on call on Saturday at 3".
 */
export { gaps } from './coverage.ts'
export type { Gap } from './coverage.ts'
export { differences } from './differences.ts'
export type { Difference } from './differences.ts'
export { horizonDays, nextHandover, nextShift, onCallAt, peopleAt, personOnCallAt } from './now.ts'
export type { Handover, OnCall, PersonOnCall } from './now.ts'
export { scheduleOf } from './schedule.ts'
export type { Layer, Origin, Override, Restriction, Rotation, Schedule, Shift } from './schedule.ts'
export { layerShifts, overrideShifts, shifts } from './shifts.ts'
