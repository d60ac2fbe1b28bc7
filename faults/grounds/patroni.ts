import { join } from 'node:path'

export const passwords = { postgres: 'for-faults-only', replication: 'for-faults-only', pikett: 'for-faults-only' }

interface Placed {
  name: string
  folder: string
  /** The folder of PostgreSQL's programs. */
  bin: string
  ways: { database: { port: number }; guard: { port: number }; etcd: { port: number } }
  databasePort: number
  guardPort: number
}

/** The settings of one Patroni. Others reach its server and itself by their cables, and so does it reach etcd. */
export function settingsOf({ name, folder, bin, ways, databasePort, guardPort }: Placed): object {
  return {
    scope: 'pikett',
    name,
    log: { level: 'INFO', dir: folder },
    restapi: { listen: `127.0.0.1:${guardPort}`, connect_address: `127.0.0.1:${ways.guard.port}` },
    // Only by this way: etcd would otherwise tell it a shorter one.
    etcd3: { host: `127.0.0.1:${ways.etcd.port}`, use_proxies: true },
    bootstrap: { dcs: cluster, initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'] },
    postgresql: {
      listen: `127.0.0.1:${databasePort}`,
      connect_address: `127.0.0.1:${ways.database.port}`,
      data_dir: join(folder, 'data'),
      bin_dir: bin,
      pgpass: join(folder, 'pgpass'),
      use_unix_socket: false,
      authentication: {
        superuser: { username: 'postgres', password: passwords.postgres },
        replication: { username: 'replication', password: passwords.replication },
      },
      parameters: { unix_socket_directories: '' },
      pg_hba: ['host all all 127.0.0.1/32 scram-sha-256', 'host replication replication 127.0.0.1/32 scram-sha-256'],
    },
  }
}

/** A commit counts when the other server has it on its disk; a server that is not known to have it never takes over. */
const cluster = {
  ttl: 20,
  loop_wait: 2,
  retry_timeout: 3,
  synchronous_mode: true,
  primary_start_timeout: 0,
  master_start_timeout: 0,
  postgresql: {
    use_pg_rewind: true,
    parameters: { max_connections: 100, wal_level: 'replica', hot_standby: 'on', wal_log_hints: 'on' },
  },
}
