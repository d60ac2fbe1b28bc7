/**
 * The one address behind which all nodes stand: a load balancer that looks at nobody's health. Whoever got no decision
 * asks again and comes to the next node.
 */
export interface Door {
  /** The address of the next node in turn. */
  next(): string
}

export function createDoor(urls: readonly string[]): Door {
  let turn = 0
  return { next: () => urls[turn++ % urls.length]! }
}
