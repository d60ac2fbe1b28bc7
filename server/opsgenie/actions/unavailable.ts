import type { Call, Reply } from '../types.ts'
import { act } from './act.ts'

/** An action that is accepted and not carried out: the status of its request says so, never a silent success. */
export function notAvailable(name: string, failure: string): (call: Call) => Promise<Reply> {
  return (call) => act(call, { name, outcome: 'change', deed: () => Promise.resolve({ failure }) })
}
