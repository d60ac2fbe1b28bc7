import type { Config } from '../kernel/config.ts'
import type { Secrets } from '../kernel/secrets.ts'

/** Why there are no known logins: which setting lets others reach the server, and its value. */
export interface LoginRefusal {
  reason: 'host' | 'publicUrl'
  value: string
}

/** Undefined when nobody but this machine can reach the server: then there may be known logins. */
export function whyNoLogins({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): LoginRefusal | undefined {
  if (!isLoopbackName(host)) return { reason: 'host', value: host }
  if (publicUrl === undefined || isLoopbackName(new URL(publicUrl).hostname)) return undefined
  return { reason: 'publicUrl', value: publicUrl }
}

/**
 * The password of those who can sign in to the sample company: its own in every installation, because it comes from the master key in
 * the data directory; the same at every start.
 */
export function demoPassword(secrets: Secrets): string {
  return secrets
    .sign('login', 'demo password')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 20)
}

/** What is known of a request that wants to look around. */
export interface Visit {
  /** The other end of the connection. */
  peer: string
  /** The Host header: a page of another site can lead its own name to this machine, but then that name stands here. */
  host: string
  /** A proxy handed the request on: then the peer says nothing about who asks. */
  forwarded: boolean
}

/** Whether a request comes from a person at this very machine. */
export function isFromThisMachine({ peer, host, forwarded }: Visit): boolean {
  if (forwarded) return false
  const name = host.startsWith('[') ? host.replace(/\](:\d+)?$/, ']') : host.replace(/:\d+$/, '')
  return isLoopbackAddress(peer) && isLoopbackName(name)
}

const isLoopbackAddress = (address: string) => /^(::ffff:)?127(\.\d{1,3}){3}$|^::1$/i.test(address)

const isLoopbackName = (name: string) =>
  name.toLowerCase() === 'localhost' || isLoopbackAddress(name.replace(/^\[(.*)\]$/, '$1'))
