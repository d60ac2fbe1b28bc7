import type { Kept } from './kept.ts'
import type { Waiting } from './outcome.ts'

/** The service worker (web/public/sw.js) reads the same database under the same names. */
const databaseName = 'pikett-offline'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('state')
      request.result.createObjectStore('outbox', { keyPath: 'key' })
      request.result.createObjectStore('links', { keyPath: 'url' })
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no database')))
  })
}

type StoreName = 'state' | 'outbox' | 'links'

/** Opened for one use and closed again, so that nothing is held while the database is removed. */
async function use<Result>(
  names: StoreName[],
  mode: IDBTransactionMode,
  act: (transaction: IDBTransaction) => IDBRequest<Result> | undefined,
): Promise<Result | undefined> {
  const database = await open()
  try {
    return await new Promise<Result | undefined>((resolve, reject) => {
      const transaction = database.transaction(names, mode)
      const request = act(transaction)
      transaction.addEventListener('complete', () => resolve(request?.result))
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not written')))
    })
  } finally {
    database.close()
  }
}

export const readKept = () =>
  use<Kept>(['state'], 'readonly', (transaction) => transaction.objectStore('state').get('kept'))

export const writeKept = (kept: Kept) =>
  use(['state'], 'readwrite', (transaction) => transaction.objectStore('state').put(kept, 'kept'))

export const readOutbox = async (): Promise<Waiting[]> =>
  (await use<Waiting[]>(['outbox'], 'readonly', (transaction) => transaction.objectStore('outbox').getAll())) ?? []

export const writeWaiting = (all: readonly Waiting[]) => change('outbox', (store) => all.map((one) => store.put(one)))

export const removeWaiting = (keys: readonly string[]) =>
  change('outbox', (store) => keys.map((key) => store.delete(key)))

const change = (name: StoreName, act: (store: IDBObjectStore) => unknown) =>
  use([name], 'readwrite', (transaction) => (act(transaction.objectStore(name)), undefined))

/** Read by the service worker. */
export const writeLeaving = () => change('state', (store) => store.put(true, 'leaving'))

export const clearState = () => change('state', (store) => store.clear())

/** Nothing of the person is left on the device. */
export async function clearAll(): Promise<void> {
  await use(['state', 'outbox', 'links'], 'readwrite', (transaction) => {
    for (const name of ['state', 'outbox', 'links']) transaction.objectStore(name).clear()
    return undefined
  })
}
