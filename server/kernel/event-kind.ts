/**
 * Something that happened in one slice and that slices above it must take part in, in the same transaction (design,
 * section 2).
 */
export interface EventKind<T> {
  readonly name: string
  /** Only carries the type. */
  readonly payload?: T
}

export function defineEvent<T>(name: string): EventKind<T> {
  return { name }
}
