import type { HoldReason } from '../../contract/alerts.ts'
import { defineEvent } from '../kernel/event-kind.ts'
import type { ScreenedAlert } from './types.ts'

/** These alerts must not page now; what runs for them stops, in the same transaction. */
export const alertsHeld = defineEvent<{ ids: string[]; reason: HoldReason }>('holds.held')

/** Holds are over and the alerts are still triggered: they page now, unless something else holds them. */
export const alertsReleased = defineEvent<ScreenedAlert[]>('holds.released')
