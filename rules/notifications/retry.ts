/** After this many tries a delivery has failed for good: about nine minutes after the first one. */
export const maxTries = 6

/** Longer than this no provider may put us off: by then the page has escalated, and later the message is of no use. */
const longestSeconds = 3_600

const firstSeconds = 5

/**
 * When a delivery whose try failed for the moment is tried again; undefined when it is given up. `tries` counts the tries so
 * far, from 1. Delays grow threefold (5 s, 15 s, 45 s, 135 s, 300 s); a provider that asks for more time gets it.
 */
export function retryAt(tries: number, now: Temporal.Instant, askedSeconds = 0): Temporal.Instant | undefined {
  if (tries >= maxTries) return undefined
  const grown = Math.min(firstSeconds * 3 ** (tries - 1), 300)
  return now.add({ seconds: Math.ceil(Math.min(Math.max(grown, askedSeconds), longestSeconds)) })
}

/** So many refusals in a row on one contact disable it. */
export const refusalsUntilDisabled = 3

/**
 * Whether a refusal by the recipient’s side disables the contact: at once when the endpoint says that it is gone for good
 * (HTTP 410) or belongs to other keys than ours, else when the last `refusalsUntilDisabled` messages on it were all refused as to an unknown address.
 * `earlier` are the reasons for which the messages before this one failed, newest first; null is one that arrived.
 */
export function disablesContact(reason: string, earlier: readonly (string | null)[]): boolean {
  if (reason === 'endpoint_gone' || reason === 'subscription_refused') return true
  if (reason !== 'address_unknown') return false
  const before = earlier.slice(0, refusalsUntilDisabled - 1)
  return before.length === refusalsUntilDisabled - 1 && before.every((one) => one === 'address_unknown')
}
