/** What a console can be told to read again. */
export const topics = [
  'alerts',
  'heartbeats',
  'sources',
  'sandbox',
  'oncall',
  'maintenance',
  'setup',
  /** What became of a message outside any alert, such as a test. */
  'messages',
] as const

/** One message of GET /api/v1/stream is `{topic, id?}`. Without an id everything of the topic may have changed. */
export type Topic = (typeof topics)[number]
