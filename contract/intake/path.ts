/** One step into a JSON value: the name of a member, or the index of an element. */
export type PathStep = string | number

const step = /\.?([^.[\]"{}]+)|\[(\d{1,6})\]|\["([^"]{1,200})"\]/y

/**
 * Reads a path such as `alert.labels.host`, `alerts[0].name`, `alerts.0.name` or `labels["app.kubernetes.io/name"]`.
 * Returns `undefined` when the text is not a path.
 */
export function parsePath(text: string): PathStep[] | undefined {
  const steps: PathStep[] = []
  let position = 0
  while (position < text.length) {
    step.lastIndex = position
    const match = step.exec(text)
    if (!match || !startsRight(text, position)) return undefined
    steps.push(match[2] === undefined ? (match[1] ?? match[3] ?? '').trim() : Number(match[2]))
    position = step.lastIndex
  }
  return steps.length > 0 && !steps.includes('') ? steps : undefined
}

/** A name after another step needs its dot, and the first step has none. */
function startsRight(text: string, position: number): boolean {
  const first = text[position]
  if (position === 0) return first !== '.'
  return first === '.' || first === '['
}
