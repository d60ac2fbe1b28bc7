import type { ConfigFile } from '../../contract/config/file.ts'
import type { ItemByNoun, ListNoun, SingleByNoun } from '../../contract/config/items.ts'
import type { FieldProblem } from '../kernel/fault.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Extent, SyncChange } from '../kernel/sync.ts'

export type { ItemByNoun, ListNoun } from '../../contract/config/items.ts'
export { listNouns } from '../../contract/config/items.ts'

/** How one list is applied and written back; each slice brings its own. */
export interface ListPart<Item, Exported = Item> {
  /**
   * Creates, updates and removes until what is set up is what the list says. Applying twice changes nothing. With an extent
   * of one key only that item is looked at.
   */
  sync(kernel: Kernel, work: Work, items: readonly Item[], extent?: Extent): Promise<SyncChange[]>
  /** All of them. With a key a part whose lists grow long may read that one alone. */
  export(kernel: Kernel, trx: Trx, only?: string): Promise<Exported[]>
  /**
   * For a list that grows long and names itself: those that can matter to this item, or to its removal, without the item as
   * it stands. Where it is missing, all of them are read.
   */
  around?(trx: Trx, key: string, item: Item | undefined): Promise<Item[]>
}

/** How a thing that exists once is applied and written back. */
export interface SinglePart<Item> {
  sync(kernel: Kernel, work: Work, item: Item): Promise<SyncChange[]>
  export(kernel: Kernel, trx: Trx): Promise<Item>
}

export type Parts = {
  [Noun in Exclude<ListNoun, 'apiKeys'>]: ListPart<ItemByNoun[Noun]>
} & {
  organization: SinglePart<SingleByNoun['organization']>
  providers: SinglePart<SingleByNoun['providers']>
  /** Tokens cannot be exported, only their hashes are kept. */
  apiKeys: ListPart<ItemByNoun['apiKeys'], Omit<ItemByNoun['apiKeys'], 'token'>>
}

/** Where in the file something is wrong, counted from 1. */
export interface Place {
  line: number
  column: number
}

export type ConfigProblem = FieldProblem & Partial<Place>

export type Path = readonly (string | number)[]

/** A file that has the right form; whether it fits what is set up is seen when it is applied. */
export interface ReadFile {
  file: ConfigFile
  /** The organization's key as the file writes it; undefined when it leaves it out. */
  organizationKey: string | undefined
  /** Says where in the file these findings stand. */
  place(findings: readonly Finding[]): Promise<ConfigProblem[]>
}

/** Something wrong at a place of the file, found by its path. */
export interface Finding {
  path: Path
  message: string
  /** The name is wrong, not what stands behind it. */
  atKey?: boolean
}

export interface Applied {
  changes: SyncChange[]
  applied: boolean
}
