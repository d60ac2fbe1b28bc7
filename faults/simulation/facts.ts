import type { AlertRow } from './rows.ts'
import type { Asked } from './story.ts'

export const accepted = (asked: Asked) => asked.fate === 'accepted'
export const possible = (asked: Asked) => asked.fate !== 'refused'
export const isAnswered = (alert: AlertRow) => alert.acknowledgedMs !== null || alert.resolvedMs !== null
