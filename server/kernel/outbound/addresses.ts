import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * Whether an address may be reached from here. Everything is refused that is not public: an address that somebody types in
 * as a webhook must not lead into the network in which Pikett runs. Networks of `allow` (CIDR) are reachable although they
 * are not public; metadata services of clouds never are.
 */
export interface AddressRules {
  permits(address: string): boolean
}

/** Link-local as a whole (every cloud keeps its metadata there) and what lies elsewhere: AWS by IPv6, Alibaba, Azure. */
const never = ['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::/32', '100.100.100.200/32', '168.63.129.16/32']

/** IANA's special-purpose registry: what is private, reserved, local, for documentation, multicast or broadcast. */
const notPublic4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/** Of IPv6 only global unicast is public, without tunnels (Teredo, 6to4: they hide an IPv4 address) and documentation. */
const public6 = ['2000::/3']
const notPublic6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** Throws when an entry of `allow` is not a network. */
export function createAddressRules(allow: readonly string[]): AddressRules {
  const allowed = listOf(allow)
  const forbidden = listOf(never)
  const hidden4 = listOf(notPublic4)
  const global6 = listOf(public6)
  const hidden6 = listOf(notPublic6)
  const permits = (address: string): boolean => {
    if (isIP(address) === 0) return false
    if (isIPv4(address)) return !forbidden(address) && (allowed(address) || !hidden4(address))
    const inner = embeddedIPv4(address)
    // An address that carries another one is as public as both: ::ffff:127.0.0.1 is the machine itself.
    if (inner !== undefined) return !forbidden(inner) && !forbidden(address) && allowed(address)
    return !forbidden(address) && (allowed(address) || (global6(address) && !hidden6(address)))
  }
  return { permits }
}

function listOf(networks: readonly string[]): (address: string) => boolean {
  const list4 = new BlockList()
  const list6 = new BlockList()
  for (const network of networks) {
    const [address = '', bits, ...rest] = network.split('/')
    const family = isIP(address)
    const length = bits === undefined ? (family === 4 ? 32 : 128) : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
    if (family === 0 || rest.length > 0 || length < 0 || length > (family === 4 ? 32 : 128)) {
      throw new Error(`"${network}" is not a network; write it like 10.20.0.0/16 or fd12:3456::/32`)
    }
    if (family === 4) list4.addSubnet(address, length, 'ipv4')
    else list6.addSubnet(address, length, 'ipv6')
  }
  return (address) => (isIPv4(address) ? list4.check(address, 'ipv4') : list6.check(withoutZone(address), 'ipv6'))
}

const withoutZone = (address: string) => address.replace(/%.*$/, '')

/** Prefixes under which IPv6 carries an IPv4 address in its last 32 bits: compatible, mapped, translated, NAT64. */
const carriers = ['0:0:0:0:0:0', '0:0:0:0:0:ffff', '0:0:0:0:ffff:0', '64:ff9b:0:0:0:0', '64:ff9b:1:0:0:0']

function embeddedIPv4(address: string): string | undefined {
  const groups = groupsOf(address)
  const prefix = groups.slice(0, 6).map((group) => group.toString(16))
  if (!carriers.includes(prefix.join(':'))) return undefined
  const [high = 0, low = 0] = groups.slice(6)
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
}

/** The eight 16-bit groups of a valid IPv6 address. The URL parser writes every notation in one way. */
function groupsOf(address: string): number[] {
  const canonical = new URL(`http://[${withoutZone(address)}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)))
  const before = numbers(head)
  const after = tail === undefined ? [] : numbers(tail)
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after]
}
