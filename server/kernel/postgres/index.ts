// PostgreSQL inside the data directory: a real server of our own, started and stopped with us.
//
// <dataDir>/pikett.lock                  one Pikett process per data directory
// <dataDir>/secrets/postgres.password    the superuser's, made once, readable by us only
// <dataDir>/postgres/                    the cluster; log/ in it holds a week of server logs
// <dataDir>/run/                         the Unix socket
//
// Guarantees: never two servers on one directory; a server left behind by a killed Pikett is ended before ours starts;
// what was committed survives the loss of every process; the server ends when we do, also when we are killed (Linux).
export { startEmbeddedPostgres } from './start.ts'
export type { EmbeddedPostgres } from './start.ts'
