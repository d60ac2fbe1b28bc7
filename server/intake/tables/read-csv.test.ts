import { describe, expect, test } from 'vitest'
import { readTable } from './read-csv.ts'
import { rowOf } from './table.ts'

async function read(csv: string, keyColumn?: string) {
  const result = await readTable('hosts', csv, keyColumn)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.table
}

async function problems(csv: string, keyColumn?: string) {
  const result = await readTable('hosts', csv, keyColumn)
  return result.ok ? [] : result.problems.map(({ line, message }) => `${line}: ${message}`)
}

describe('a table in CSV', () => {
  test.each([
    ['commas', 'host,customer\ndb-1,acme\n'],
    ['semicolons', 'host;customer\ndb-1;acme\n'],
    ['tabs', 'host\tcustomer\r\ndb-1\tacme\r\n'],
    ['a byte order mark', '\uFEFFhost;customer\r\ndb-1;acme'],
    ['quotes', '"host","customer"\n"db-1","acme"'],
    ['empty lines', '\nhost , customer\n\n db-1 , acme \n,\n\n'],
  ])('with %s is read', async (_, csv) => {
    const table = await read(csv)
    expect(table).toMatchObject({ keyColumn: 'host', columns: ['host', 'customer'] })
    expect(rowOf(table, 'db-1')).toEqual({ host: 'db-1', customer: 'acme' })
  })

  test('keeps umlauts, separators and line breaks in quotes', async () => {
    const table = await read('host;note\n"bär-1";"Zürich; 2. Stock\nRack 7"\n')
    expect(rowOf(table, 'bär-1')!.note).toBe('Zürich; 2. Stock\nRack 7')
  })

  test('finds rows by the column that is named, in upper and lower case', async () => {
    const table = await read('customer,host\nacme,DB-1\nbeta,db-2\n', 'host')
    expect(rowOf(table, ' db-1 ')).toEqual({ customer: 'acme', host: 'DB-1' })
    expect(rowOf(table, 'DB-2')!.customer).toBe('beta')
    expect(rowOf(table, 'acme')).toBeUndefined()
    expect(rowOf(table, 'constructor')).toBeUndefined()
  })

  test('of fifty thousand rows is read, and one row more is too much', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `host-${index},acme`)
    const csv = `host,customer\n${rows.join('\n')}\n`
    expect((await read(csv)).rowByKey.size).toBe(50_000)
    expect(await problems(`${csv}one-more,acme`)).toEqual(['50002: a table has at most 50000 rows'])
  })
})

describe('what is wrong with a table is told with its line', () => {
  test.each([
    ['', '1: the table is empty: its first line names the columns'],
    ['host,customer\ndb-1,acme\ndb-2\n', '3: 1 cells, but there are 2 columns'],
    ['host,customer\ndb-1,acme\n,beta\n', '3: the column "host", by which rows are found, is empty'],
    ['host,customer\ndb-1,acme\nDB-1,beta\n', '3: "DB-1" stands already in line 2'],
    ['host,host\ndb-1,acme\n', '1: two columns are called "host"'],
    ['host,,x\n', '1: every column needs a name'],
    [`host,note\ndb-1,${'x'.repeat(1_001)}\n`, '2: the cell "note" has more than 1000 characters'],
    [`${Array.from({ length: 51 }, (_, index) => `c${index}`).join(',')}\n`, '1: a table has at most 50 columns'],
  ])('%j', async (csv, problem) => {
    expect(await problems(csv)).toEqual([problem])
  })

  test('a quote that is never closed', async () => {
    const [problem] = await problems('host,note\ndb-1,"open\n')
    expect(problem).toMatch(/^\d+: .*[Qq]uot/)
  })

  test('a key column that there is not', async () => {
    expect(await problems('host,customer\n', 'name')).toEqual([
      '1: there is no column "name"; the columns are host, customer',
    ])
  })

  test('many mistakes are told at once, but not without end', async () => {
    const csv = `host,customer\n${'x\n'.repeat(100)}`
    expect(await problems(csv)).toHaveLength(20)
  })
})
