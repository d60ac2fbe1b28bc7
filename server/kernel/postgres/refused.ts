/** The database cannot start here for a reason that a person can solve; the message is the sentence to show them. */
export class StartRefused extends Error {
  override name = 'StartRefused'
}
