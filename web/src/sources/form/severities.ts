import type { Severity } from '../../../../contract/keys.ts'

/** The worst first. */
export const severities: readonly Severity[] = ['critical', 'error', 'warning', 'info', 'unknown']
