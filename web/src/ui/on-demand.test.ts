import { expect, test } from 'vitest'
import { partOf } from './on-demand.tsx'

test('a part is downloaded once, and is at hand from then on', async () => {
  let downloads = 0
  const part = partOf(() => Promise.resolve((downloads += 1)))
  expect(part.read()).toBeUndefined()
  await Promise.all([part.load(), part.load()])
  await part.load()
  expect([part.read(), downloads]).toEqual([1, 1])
})

test('a download that failed is tried again by the next who wants it', async () => {
  let downloads = 0
  const part = partOf(() =>
    (downloads += 1) === 1 ? Promise.reject(new Error('no network')) : Promise.resolve('here'),
  )
  await expect(part.load()).rejects.toThrow('no network')
  expect(part.read()).toBeUndefined()
  await expect(part.load()).resolves.toBe('here')
})
