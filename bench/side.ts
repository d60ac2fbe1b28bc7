/** A server that takes alerts in Alertmanager's way: ours, or the reference. */
export interface Side {
  name: string
  /** Addresses that take alerts; ours has one for each source. */
  urls: string[]
  /** Its process, for its memory. */
  pid: number
  stop(): Promise<void>
}
