import type { FieldProblem } from '../../kernel/fault.ts'
import { Fault } from '../../kernel/fault.ts'
import { invalid } from '../read.ts'
import type { Finding } from '../types.ts'
import type { Noun } from './secrets.ts'

/** Findings of a file that holds this one item, as problems inside the item: `teams.0.members.2` becomes `members.2`. */
export function asProblems(noun: Noun, found: readonly Finding[]): FieldProblem[] {
  return found.map(({ path, message }) => ({ path: inItem(noun, path.join('.')), message }))
}

const inItem = (noun: Noun, path: string) => {
  const [first, second, ...rest] = path.split('.')
  if (first !== noun) return path
  return second === '0' ? rest.join('.') : [second, ...rest].filter((part) => part !== undefined).join('.')
}

/** What only the slice of a noun or the database knows, told at its place in the item. */
export async function inWords<T>(noun: Noun, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Fault && error.code === 'invalid_config') {
      throw invalid(error.problems.map(({ path, message }) => ({ path: inItem(noun, path), message })))
    }
    const { code, constraint } = error as { code?: string; constraint?: string }
    const path = code === '23505' && constraint !== undefined ? fieldByConstraint[constraint] : undefined
    if (path === undefined) throw error
    throw invalid([{ path, message: 'This secret is already in use on this installation. Choose another one.' }])
  }
}

const fieldByConstraint: Record<string, string> = {
  sources_integration_key_hash_key: 'integrationKey',
  heartbeats_ping_key_hash_key: 'pingKey',
  api_keys_token_hash_key: 'token',
}
