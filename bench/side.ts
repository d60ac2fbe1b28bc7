/** A server that takes alerts in Alertmanager's way: ours, or the reference. */
export interface Side {
  name: string
  /** Addresses that take alerts; ours has one for each source. */
  urls: string[]
  /** Its processes: ours is a node and its database. */
  pids: number[]
  stop(): Promise<void>
}
