/** An answer of SMTP other than 250. 4xx: the sender tries again; 5xx: it does not, and tells whoever wrote. */
export class Reply extends Error {
  readonly responseCode: number

  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

export const replies = {
  busy: () => new Reply(451, '4.3.0 Pikett cannot store mail at the moment, please try again later'),
  tooMany: () => new Reply(451, '4.7.1 Too many mails for this source, please try again later'),
  tooManyConnections: () => new Reply(421, '4.7.0 Too many connections, please try again later'),
  unknown: () => new Reply(550, '5.1.1 Nobody has this address'),
  guessing: () => new Reply(421, '4.7.0 Too many wrong addresses'),
  tooManyRecipients: () => new Reply(452, '4.5.3 Too many recipients'),
  tooLarge: () => new Reply(552, '5.3.4 The mail is larger than 10 MB'),
  unreadable: () => new Reply(554, '5.6.0 The mail cannot be read'),
  failed: () => new Reply(451, '4.3.0 Pikett could not store this mail; its log says why'),
} as const
