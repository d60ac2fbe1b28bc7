import { expect, test } from 'vitest'
import { typesWithoutSecret } from '../../../contract/intake/secret.ts'
import { adapterByType } from './registry.ts'

test('the types that take no secret are those whose adapters cannot verify one', () => {
  const without = Object.values(adapterByType).filter(({ verify }) => verify === undefined)
  expect(without.map(({ type }) => type).toSorted()).toEqual(typesWithoutSecret.toSorted())
})
