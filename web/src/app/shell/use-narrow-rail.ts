import { isBoolean, useRemembered } from '../remembered.ts'

/** Whether the rail shows icons only on a desk that has room for more. */
export const useNarrowRail = () => useRemembered('rail.narrow', false, isBoolean)
