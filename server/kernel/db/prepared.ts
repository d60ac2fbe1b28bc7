import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** A statement that was sent so often is worth being kept by every connection. */
const usesBeforeName = 20

/** Each name costs every session of the server memory; the texts that are sent often are fewer. */
const mostNames = 120

/** Which texts of statements have a name. */
export interface Names {
  /** The name under which a connection prepares the text, once it was asked for often enough. */
  of(text: string): string | undefined
  /** Everything is prepared anew, under other names. */
  renew(): void
}

export function createNames(after = usesBeforeName, most = mostNames): Names {
  const nameByText = new Map<string, string>()
  let usesByText = new Map<string, number>()
  let generation = 0
  return {
    of(text) {
      const name = nameByText.get(text)
      if (name !== undefined || nameByText.size >= most) return name
      const uses = (usesByText.get(text) ?? 0) + 1
      // Texts whose length depends on what they ask for are many, and each of them is rare.
      if (usesByText.size > most * 10) usesByText = new Map()
      usesByText.set(text, uses)
      if (uses >= after) nameByText.set(text, `p${generation}_${nameByText.size}`)
      return undefined
    },
    renew() {
      generation += 1
      nameByText.clear()
      usesByText = new Map()
    },
  }
}

/** A migration beside us has changed a table whose columns a prepared statement returns all: it must be prepared anew. */
export function isOutdatedPlan(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === '0A000' && typeof message === 'string' && message.includes('cached plan')
}

/**
 * The pool as Kysely sees it: statements that are sent again and again are parsed and planned once by each connection. The
 * server chooses by itself whether it keeps the plan or makes one for the values.
 */
export function preparing(pool: pg.Pool, names: Names = createNames()): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client)
      if (known) return known
      const own = preparingClient(client, names)
      clients.set(client, own)
      return own
    },
    end: () => pool.end(),
  }
}

function preparingClient(client: pg.PoolClient, names: Names): PostgresPoolClient {
  const query = (text: string, values: unknown[]) => {
    // Without values it is a simple query: the beginning and the end of a transaction.
    const name = values.length === 0 ? undefined : names.of(text)
    if (name === undefined) return client.query(text, values)
    return client.query({ name, text, values }).catch((error: unknown) => {
      if (isOutdatedPlan(error)) names.renew()
      throw error
    })
  }
  // Kysely asks with a text and values; cursors it opens only where a dialect is set up for them.
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() }
}
