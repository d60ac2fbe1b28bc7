/** A mail as rules and people see it: decoded, without markup. */
export interface Mail {
  /** The address in `From`, in lower case. */
  from: string
  /** What stands before the address, or "". */
  fromName: string
  /** Who is named in `To` and `Cc`, in lower case. */
  to: readonly string[]
  subject: string
  /** The text part, else the words of the HTML part. */
  text: string
  /** The words of the HTML part, when there is one beside a text. Conditions look at both. */
  otherText: string
  /** As the sender writes it, ISO 8601; undefined when it is none. */
  date: string | undefined
  messageId: string | undefined
  /** Of the mails that this one answers or follows, the first mail of the thread first. */
  references: readonly string[]
  /** Names in lower case; of several with one name all, in their order. */
  headers: ReadonlyMap<string, readonly string[]>
  attachments: readonly { name: string; bytes: number }[]
}

/** What the mail server knows beyond the mail itself. */
export interface Envelope {
  /** The return path; "" for bounces. */
  sender: string
  /** The addresses of ours that it was sent to, in lower case. */
  recipients: readonly string[]
}

/** The first value of a header, or "". */
export function headerOf(mail: Mail, name: string): string {
  return mail.headers.get(name)?.[0] ?? ''
}
