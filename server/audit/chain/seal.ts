import type { Secrets } from '../../kernel/secrets.ts'
import { canonicalJson } from './canonical.ts'
import { firstHash } from './entry.ts'

interface End {
  entries: number
  hash: string
}

const broken = 'broken at '

/** The seals of one organization's chain: HMAC-SHA-256 with a key that the database does not hold. */
export function sealsOf(secrets: Pick<Secrets, 'sign' | 'verify'>, organization: string) {
  const textOf = ({ entries, hash }: End) => canonicalJson({ organization, entries, hash })
  const seal = (end: End, brokenAt: number | undefined) =>
    brokenAt === undefined ? secrets.sign('audit-chain', textOf(end)) : `${broken}${brokenAt}`
  const empty = { entries: 0, hash: firstHash }
  return {
    /** The seal of a chain that ends so; one that was found broken at an entry stays broken. */
    seal,
    /** A chain without entries. */
    empty: { ...empty, seal: seal(empty, undefined) },
    /** The entry from which on the end cannot be trusted; undefined when the seal fits. */
    brokenAt(end: End & { seal: string }): number | undefined {
      if (secrets.verify('audit-chain', textOf(end), end.seal)) return undefined
      const noted = Number(end.seal.slice(broken.length))
      return end.seal.startsWith(broken) && Number.isSafeInteger(noted) ? noted : end.entries
    },
  }
}
