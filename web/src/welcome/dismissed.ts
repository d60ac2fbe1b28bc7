import { isBoolean, useRemembered } from '../app/remembered.ts'

/** The only thing about the path that is remembered; how far one is, is seen from what exists. */
export const useDismissed = () => useRemembered('welcome.dismissed', false, isBoolean)
