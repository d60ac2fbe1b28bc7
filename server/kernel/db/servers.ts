import pg from 'pg'

/** A server that does not answer in this time is passed over while another one may. */
const probeMs = 3_000

/** One of the servers of a connection string. */
interface Place {
  host: string
  port: number
}

/** Which of several servers takes writes; asked before each connection, found out again when a connection failed. */
interface Choice {
  choose(): Promise<Place>
  /** Something was wrong with this server: who asks next looks at all of them. */
  doubt(place: Place | undefined): void
}

/**
 * A connection string may name several servers, as libpq's do: `postgres://user@one:5432,two:5432/pikett`. Returns one
 * connection string for each. `target_session_attrs` is taken out: we always want the one that takes writes.
 */
export function serverUrls(url: string): string[] {
  const [, head = '', hosts = '', tail = ''] = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?#]*)(.*)$/.exec(url) ?? []
  const rest = tail.replace(/([?&])target_session_attrs=[^&]*&?/, '$1').replace(/[?&]$/, '')
  return hosts.split(',').map((host) => `${head}${host}${rest}`)
}

/** The servers' names for messages to people: never the whole address, which holds the password. */
export function serverNames(url: string): string {
  return serverUrls(url)
    .map((one) => new URL(one).host || 'localhost')
    .join(', ')
}

/** One process has one opinion about each set of servers: what one connection learns, all know. */
const choices = new Map<string, Choice>()

/**
 * The class of connections to `url`, for `new Client(…)` and for pools. With one server it is node-postgres' own; with
 * several, each connection goes to the one that takes writes, also after a failover.
 */
export function clientOf(url: string): typeof pg.Client {
  const urls = serverUrls(url)
  if (urls.length === 1) return pg.Client
  const choice = choices.get(url) ?? createChoice(urls)
  choices.set(url, choice)
  return class ChoosingClient extends pg.Client {
    private place: Place | undefined

    constructor(config: pg.ClientConfig = {}) {
      super({ ...config, connectionString: urls[0]! })
      this.on('error', () => choice.doubt(this.place))
    }

    override connect(callback?: unknown): never {
      const connected = this.connectToChosen()
      if (typeof callback !== 'function') return connected as never
      const tell = callback as (error?: Error) => void
      connected.then(
        () => tell(),
        (error: Error) => tell(error),
      )
      return undefined as never
    }

    private async connectToChosen(): Promise<this> {
      try {
        this.place = await choice.choose()
        // Where a connection goes is read from these two when it begins.
        Object.assign(this, this.place)
        await super.connect()
        return this
      } catch (error) {
        choice.doubt(this.place)
        throw error
      }
    }
  }
}

function createChoice(urls: readonly string[]): Choice {
  let current: Place | undefined
  let looking: Promise<Place> | undefined
  const look = async () => {
    try {
      current = await Promise.any(urls.map(placeIfWritable))
      return current
    } catch (error) {
      // In the words of a server that is away: whoever asked is told to come back.
      const { errors } = error as AggregateError & { errors: NodeJS.ErrnoException[] }
      const words = `no server takes writes: ${errors.map((one) => one.message).join('; ')}`
      // One that refuses us (a wrong password) knows more than those that are away.
      const cause = errors.find(({ code }) => /^(28|3D)/.test(code ?? '')) ?? errors[0]
      throw Object.assign(new Error(words, { cause }), { code: 'ECONNREFUSED' })
    } finally {
      looking = undefined
    }
  }
  return {
    choose: async () => current ?? (looking ??= look()),
    doubt(place) {
      if (place === current) current = undefined
    },
  }
}

/** Throws unless the server can be reached and takes writes. */
async function placeIfWritable(url: string): Promise<Place> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'pikett_probe',
    connectionTimeoutMillis: probeMs,
    query_timeout: probeMs,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
    if (rows[0]?.standby !== false) throw new Error(`${client.host} is a standby`)
    return { host: client.host, port: client.port }
  } finally {
    // A server that has fallen silent would not answer the farewell either.
    void client.end().catch(() => {})
  }
}
