import type { Kysely, Transaction } from 'kysely'
import type { DB } from './schema.generated.ts'

export type Trx = Transaction<DB>
export type Connection = Kysely<DB>
export type { DB }
