/**
 * The key of a request: in the address (`/in/{key}/v2/…`), else `Authorization: GenieKey …`, `Basic …`, `?apiKey=`, or the
 * member `apiKey` of the body, in which old SDKs send it (wire A02, "Auth").
 */
export function keyOf(request: {
  inAddress?: string | undefined
  authorization?: string | undefined
  query: Readonly<Record<string, string>>
  body: Readonly<Record<string, unknown>>
}): string | undefined {
  if (request.inAddress !== undefined) return integrationKeyOf(request.inAddress)
  const [, scheme = '', value = ''] = /^\s*(\S+)\s+(.+?)\s*$/.exec(request.authorization ?? '') ?? []
  if (/^geniekey$/i.test(scheme)) return integrationKeyOf(value)
  if (/^basic$/i.test(scheme)) return integrationKeyOf(basicKeyOf(value))
  const given = request.query.apiKey ?? request.body.apiKey
  return typeof given === 'string' ? integrationKeyOf(given) : undefined
}

/** `base64(key)` as Opsgenie documents it, and the key as the user or as the password, as programs write it. */
function basicKeyOf(value: string): string {
  const text = Buffer.from(value, 'base64').toString('utf8')
  const [user = '', password = ''] = text.split(':')
  return user === '' ? password : user
}

/**
 * Opsgenie's own keys are UUIDs: 32 hexadecimal digits with dashes between. So dashes do not count, and whoever moves here
 * may keep the key that their clients have.
 */
function integrationKeyOf(text: string): string | undefined {
  const key = text.trim().replaceAll('-', '')
  return /^[A-Za-z0-9]{32}$/.test(key) ? key : undefined
}
