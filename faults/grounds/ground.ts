import type { CableState } from '../../server/testing/cable.ts'

/** What the nodes of a run stand on: where their data lives. */
export interface Ground {
  /** The data directory of node number `index`. */
  dataDirOf(index: number): string
  /** Settings of node number `index` that follow from where its data lives. */
  envOf(index: number): Record<string, string>
  /** The database, where it is not embedded. */
  database?: Database
  /** The disk, where it is a small one of its own. */
  disk?: Disk
  close(): Promise<void>
}

/** A database that nodes share. */
export interface Database {
  /** Shuts it down: connections are told. */
  stop(): Promise<void>
  /** Kills it: connections end without a word. With several servers, the one that takes writes. */
  kill(): Promise<void>
  /** Brings back what was stopped or killed; resolves when it serves. */
  start(): Promise<void>
  /** With several servers: another one takes over in good order. */
  switchOver(): Promise<void>
  /** With several servers: the one that takes writes loses its network, and gets it back. */
  isolate(state: CableState): Promise<void>
  /** The way of node number `index` to the database. */
  setCable(index: number, state: CableState): void
}

/** A disk that can be full. */
export interface Disk {
  fill(): void
  free(): void
}
