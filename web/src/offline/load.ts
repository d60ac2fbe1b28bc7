import type { ComponentType } from 'react'
import type { Session } from '../api/types.ts'
import type { Waiting } from './outcome.ts'

/** What the console uses of this folder. All of it is downloaded after the first page. */
export interface Offline {
  keepAnswers: (all: readonly Omit<Waiting, 'user'>[]) => Promise<boolean>
  takeBack: (keys: readonly string[]) => Promise<void>
  keptSession: () => Promise<Session | undefined>
  sessionWhile: (asked: Promise<Session | null>) => Promise<Session | undefined>
  start: () => Promise<void>
  forget: () => Promise<void>
  forgetAll: () => Promise<void>
  takeOver: (owner: string) => Promise<void>
  endLater: () => Promise<void>
  LeftBehind: ComponentType
  OfflineLayer: ComponentType
  WaitingAnswers: ComponentType<{ alertId: string }>
}

let download: () => Promise<Offline> = () => Promise.reject(new Error('nobody has said where it comes from'))

/** Said once at the start: those who use it are used by it, and must not name it themselves. */
export function offlineComesFrom(from: () => Promise<Offline>): void {
  download = from
}

export const loadOffline = (): Promise<Offline> => download()
