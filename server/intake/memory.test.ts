import { expect, test } from 'vitest'
import { createMemory } from './memory.ts'

test('what is made once is shared by all who ask meanwhile and later', async () => {
  const memory = createMemory()
  let made = 0
  const make = async () => `value ${(made += 1)}`
  const [first, second] = await Promise.all([memory.once('a', 60_000, make), memory.once('a', 60_000, make)])
  expect([first, second, await memory.once('a', 60_000, make)]).toEqual(['value 1', 'value 1', 'value 1'])
  expect(await memory.once('b', 60_000, make)).toBe('value 2')
})

test('a failure is told to all who wait and is not remembered', async () => {
  const memory = createMemory()
  const fail = () => Promise.reject(new Error('away'))
  await expect(memory.once('a', 60_000, fail)).rejects.toThrow('away')
  expect(memory.has('a')).toBe(false)
  expect(await memory.once('a', 60_000, async () => 'back')).toBe('back')
})

test('what is over is forgotten', async () => {
  const memory = createMemory()
  memory.keep('a', 60_000)
  memory.keep('b', -1)
  expect([memory.has('a'), memory.has('b'), memory.has('c')]).toEqual([true, false, false])
})

test('of more than 50,000 things the oldest are forgotten', () => {
  const memory = createMemory()
  for (let at = 0; at <= 50_000; at++) memory.keep(String(at), 60_000)
  expect([memory.has('0'), memory.has('1'), memory.has('50000')]).toEqual([false, true, true])
})
