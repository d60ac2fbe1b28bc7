const integrationKey = /^[A-Za-z0-9]{32}$/

/**
 * The integration keys that an address may hold: `<key>@…`, or with a word for people before or behind it,
 * `backup+<key>@…`. Mail servers on the way may write the address in lower case, so a key is also looked for like that.
 */
export function keysOf(address: string): string[] {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@')))
  const keys = local.split('+').filter((part) => integrationKey.test(part))
  return [...new Set(keys.flatMap((key) => [key, key.toLowerCase()]))]
}
