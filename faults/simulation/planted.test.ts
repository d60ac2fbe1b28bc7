import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defects, plant } from './planted.ts'

const root = join(import.meta.dirname, '../..')

test.each(defects)('the simulation can plant: $name', (defect) => {
  const text = readFileSync(join(root, defect.file), 'utf8')
  expect(plant(defect, text)).not.toBe(text)
})

test('a defect that fits nowhere or twice is no defect', () => {
  const defect = { name: 'none', file: 'a.ts', from: 'x', to: 'y' }
  expect(() => plant(defect, 'abc')).toThrow('exactly once')
  expect(() => plant(defect, 'x x')).toThrow('exactly once')
  expect(plant(defect, 'a x')).toBe('a y')
})
