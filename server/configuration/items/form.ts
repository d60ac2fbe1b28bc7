import type { z } from 'zod'
import { itemSchemas, singleSchemas } from '../../../contract/config/items.ts'
import type { Finding } from '../types.ts'
import { normalise, pathOfNul } from '../read.ts'
import { findings } from '../words.ts'
import type { Noun } from './secrets.ts'

const schemas: Record<Noun, z.ZodType> = { ...itemSchemas, ...singleSchemas }

/** The body as an item of this noun, or everything that is wrong with its form. */
export function readItem(noun: Noun, key: string | undefined, body: unknown): { item: object } | { found: Finding[] } {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    return { found: [{ path: [], message: 'The body must be an object with fields.' }] }
  }
  const given = key === undefined ? body : { key, ...body }
  if (key !== undefined && (given as { key: unknown }).key !== key) {
    return { found: [{ path: ['key'], message: `The key of "${key}" cannot be changed. Make a new one instead.` }] }
  }
  const result = schemas[noun].safeParse(given)
  if (!result.success) return { found: findings(result.error, given, schemas[noun]) }
  const nul = pathOfNul(given, [])
  if (nul) return { found: [{ path: nul, message: 'A text cannot hold the character NUL.' }] }
  const item = result.data as object
  normalise(noun === 'organization' || noun === 'providers' ? { [noun]: item } : { [noun]: [item] })
  return { item }
}
