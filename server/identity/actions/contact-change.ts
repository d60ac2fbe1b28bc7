import type { ContactRow } from '../store/contacts.ts'

type Address = Pick<ContactRow, 'channel' | 'address' | 'secretSealed'>

/** The columns of a contact as its owner wants it: what is verified is the address, so another one is not. */
export function contactChange(before: ContactRow | undefined, wanted: Address) {
  const isSameAddress = before?.channel === wanted.channel && before.address === wanted.address
  return { isSameAddress, values: { ...wanted, verifiedAt: isSameAddress ? before.verifiedAt : null } }
}
