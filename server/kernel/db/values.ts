import pg from 'pg'

/**
 * How PostgreSQL's values look in TypeScript: timestamptz is Temporal.Instant, date is YYYY-MM-DD, timestamp is
 * YYYY-MM-DDTHH:MM:SS, bigint is number (ours stay below 2^53). Reading it once here keeps Date out of the product.
 */
const { builtins } = pg.types

pg.types.setTypeParser(builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text.replace(' ', 'T')))
pg.types.setTypeParser(builtins.DATE, (text) => text)
pg.types.setTypeParser(builtins.TIMESTAMP, (text) => text.replace(' ', 'T'))
pg.types.setTypeParser(builtins.INT8, Number)
pg.types.setTypeParser(builtins.NUMERIC, Number)

/** node-postgres asks a parameter for its text by this name; without it an Instant would be sent as quoted JSON. */
Object.defineProperty(Temporal.Instant.prototype, 'toPostgres', {
  value(this: Temporal.Instant) {
    return this.toString()
  },
})
