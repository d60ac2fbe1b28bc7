const mebibyte = 1024 * 1024

/** What one mail server of ours bears: a storm of mails is told to come back, which every mail server does. */
export interface MailLimits {
  mailBytes: number
  connections: number
  connectionsPerPeer: number
  recipients: number
  /** Wrong recipients in one connection: whoever guesses addresses is sent away. */
  wrongRecipients: number
  /** Mails of one source in a minute, on one node. */
  mailsPerMinute: number
  /** A connection that says nothing for so long is closed. */
  silenceMs: number
}

export const defaultMailLimits: MailLimits = {
  mailBytes: 10 * mebibyte,
  connections: 100,
  connectionsPerPeer: 20,
  recipients: 20,
  wrongRecipients: 5,
  mailsPerMinute: 600,
  silenceMs: 60_000,
}
