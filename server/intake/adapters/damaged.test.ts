import { readFileSync, globSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SourceType } from '../../../contract/config/source.ts'
import { adapterBench, faultsOf } from '../../testing/adapter.ts'
import { adapterByType } from './registry.ts'

/** What senders really send, in whatever form: as bytes, from the folders of the adapters. */
const recorded = globSync('*/fixtures/*', { cwd: import.meta.dirname }).map((file) => {
  const [type = '', , name = ''] = file.split('/')
  return { type: type as SourceType, name, bytes: readFileSync(join(import.meta.dirname, file)) }
})

/** What a sender says its body is. */
function contentTypeOf(type: SourceType, name: string): string {
  if (type === 'cloudevents') return `application/cloudevents${name.startsWith('batch') ? '-batch' : ''}+json`
  if (name.endsWith('.form')) return 'application/x-www-form-urlencoded'
  return name.endsWith('.json') ? 'application/json' : 'text/plain'
}

describe.each(recorded)('what $type sends ($name)', ({ type, name, bytes }) => {
  const { send } = adapterBench(adapterByType[type], '')
  const request = {
    headers: { 'content-type': contentTypeOf(type, name) },
    options: { cloudwatch: { rawDelivery: true } },
  }

  test('is read or refused soundly when it is cut off, or some of its bytes are others', () => {
    expect(faultsOf(send('', { ...request, body: bytes }))).toEqual([])
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 5 }), (at, others) => {
        const replaced = Buffer.concat([bytes.subarray(0, at), others, bytes.subarray(at + others.length)])
        expect(faultsOf(send('', { ...request, body: bytes.subarray(0, at) }))).toEqual([])
        expect(faultsOf(send('', { ...request, body: replaced }))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

const inOtherWords = recorded.filter(
  ({ type, name }) =>
    (type === 'cloudevents' && !name.startsWith('batch')) || (type === 'cloudwatch' && name === 'raw.json'),
)

describe.each(inOtherWords)('members of what $type sends ($name)', ({ type, name, bytes }) => {
  const { send } = adapterBench(adapterByType[type], '')

  test('may hold anything', () => {
    const body = JSON.parse(bytes.toString('utf8')) as object
    const request = {
      headers: { 'content-type': contentTypeOf(type, name) },
      options: { cloudwatch: { rawDelivery: true } },
    }
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(body)), fc.jsonValue(), (member, value) => {
        expect(faultsOf(send({ ...body, [member]: value }, request))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
})
