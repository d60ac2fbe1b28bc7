import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAddressRules } from './addresses.ts'

const strict = createAddressRules([])

describe('without any allowed network', () => {
  test.each([
    '127.0.0.1',
    '127.8.9.10',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '169.254.1.1',
    '192.0.2.7',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '168.63.129.16',
    '100.100.100.200',
    '192.0.0.170',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a00:1',
    '64:ff9b::a00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '100::1',
    '3fff::1',
    'not an address',
    '',
    'localhost',
    '1.2.3',
    '0x7f.0.0.1',
  ])('%s cannot be reached', (address) => {
    expect(strict.permits(address)).toBe(false)
  })

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])(
    '%s is public',
    (address) => {
      expect(strict.permits(address)).toBe(true)
    },
  )

  test('no IPv4 address becomes reachable by writing it as IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom('::ffff:', '::', '64:ff9b::'), (address, prefix) => {
        expect(strict.permits(`${prefix}${address}`)).toBe(false)
      }),
    )
  })
})

describe('with allowed networks', () => {
  const rules = createAddressRules(['127.0.0.0/8', '10.1.0.0/16', '::1', 'fd12:3456::/32'])

  test('what they name can be reached, and nothing else', () => {
    expect(['127.0.0.1', '10.1.2.3', '::1', 'fd12:3456::9'].map((one) => rules.permits(one))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['10.2.0.1', '192.168.0.1', 'fd12:3457::9', '::ffff:127.0.0.1'].map((one) => rules.permits(one))).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  test('metadata services stay out of reach, whatever is allowed', () => {
    const everything = createAddressRules(['0.0.0.0/0', '::/0'])
    const metadata = ['169.254.169.254', 'fd00:ec2::254', 'fe80::a9fe:a9fe', '100.100.100.200', '168.63.129.16']
    const disguised = ['::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', '::a9fe:a9fe']
    expect([...metadata, ...disguised].filter((one) => everything.permits(one))).toEqual([])
    expect(everything.permits('192.168.1.1')).toBe(true)
  })

  test.each(['10.0.0.0/33', 'fd00::/129', '10.0.0', 'example.com/8', '10.0.0.0/8/8', '10.0.0.0/-1', '10.0.0.0/x'])(
    '%s is refused as a network, in words',
    (network) => {
      expect(() => createAddressRules([network])).toThrow('is not a network')
    },
  )
})
