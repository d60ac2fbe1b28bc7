import { parsePath, type PathStep } from '../../../../contract/intake/path.ts'
import { isObject, type JsonObject } from '../json.ts'

/** What paths, templates and conditions of a source can see of one event. */
export type Scope = {
  body: JsonObject
  headers: Readonly<Record<string, string>>
  query: Readonly<Record<string, string>>
}

const pathByText = new Map<string, PathStep[] | undefined>()

/** The value at a path: in the body first, then from `body`, `headers` and `query`. `undefined` when there is none. */
export function valueAt(scope: Scope, path: string): unknown {
  const steps = remembered(pathByText, path, parsePath)
  if (!steps) return undefined
  return follow(scope.body, steps) ?? follow(scope, steps)
}

/** Follows own members and elements only: what every object inherits is no data of the sender. */
function follow(from: unknown, steps: readonly PathStep[]): unknown {
  let value = from
  for (const step of steps) {
    if (Array.isArray(value)) value = value[Number(step)]
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step]
    else return undefined
  }
  return value
}

/** So many different texts are kept compiled in one process; more than any installation has in use at a time. */
const maxRemembered = 2_000

/** Compiles each text once. Same text, same result: the memory changes the speed only. */
export function remembered<Result>(
  memory: Map<string, Result>,
  text: string,
  compile: (text: string) => Result,
): Result {
  const known = memory.get(text)
  if (known !== undefined) return known
  const result = compile(text)
  if (memory.size >= maxRemembered) memory.clear()
  memory.set(text, result)
  return result
}
