/** Connections to addresses that people typed in: only public ones, and networks of PIKETT_OUTBOUND_ALLOW. */
export { createOutbound, OutboundTimeout } from './client.ts'
export type { Outbound } from './client.ts'
export { OutboundRefused } from './guard.ts'
