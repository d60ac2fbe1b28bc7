/** Types of sources whose senders have no way to prove a secret; a test compares this with the adapters. */
export const typesWithoutSecret: readonly string[] = ['email', 'ilert', 'opsgenie', 'pagerduty']
