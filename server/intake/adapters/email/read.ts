import PostalMime from 'postal-mime'
import type { Address, Email } from 'postal-mime'
import { instantOf, oneLine } from '../text.ts'
import { textOfHtml } from './html.ts'
import type { Mail } from './mail.ts'

/** A mail nests parts; more than this is an attack on whoever reads it. */
const deepest = 50
const mostHeaderBytes = 128 * 1024
/**
 * Reading costs by the line (some 17 µs for one of text), so that ten megabytes of empty lines would hold the node for a
 * minute and a half. What stands behind so many lines is not read; lines of attachments are long, those of an attack short.
 */
const mostLines = 100_000
const mostShortLines = 20_000
const shortLine = 60
const longestText = 256 * 1024
const mostAddresses = 100
const mostReferences = 20
const mostAttachments = 50

/** Decodes a mail as it came over the wire: encodings, character sets, parts. Throws for what is no mail. */
export async function readMail(raw: Uint8Array): Promise<Mail> {
  const email = await PostalMime.parse(beginningOf(raw), {
    maxNestingDepth: deepest,
    maxHeadersSize: mostHeaderBytes,
    rfc822Attachments: true,
  })
  const htmlText = storable(email.html === undefined ? '' : textOfHtml(email.html.slice(0, 4 * longestText)))
  const plain = storable(email.text ?? '').trim()
  const [from] = addressesOf([email.from])
  return {
    from: from?.address ?? '',
    fromName: from?.name ?? '',
    to: addressesOf([...(email.to ?? []), ...(email.cc ?? [])]).map(({ address }) => address),
    subject: oneLine(storable(email.subject ?? '')),
    text: plain === '' ? htmlText : plain,
    otherText: plain === '' ? '' : htmlText,
    date: instantOf(email.date)?.toString(),
    messageId: idsOf(email.messageId)[0],
    references: [...new Set([...idsOf(email.references), ...idsOf(email.inReplyTo)])].slice(0, mostReferences),
    headers: headersOf(email),
    attachments: email.attachments.slice(0, mostAttachments).map(({ filename, mimeType, content }) => ({
      name: oneLine(storable(filename ?? mimeType)).slice(0, 200),
      bytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
  }
}

/** As much of a mail as is read, in whole lines. */
function beginningOf(raw: Uint8Array): Uint8Array {
  let lines = 0
  let shortLines = 0
  for (let from = 0; ;) {
    const end = raw.indexOf(0x0a, from)
    if (end < 0) return raw
    lines += 1
    if (end - from < shortLine) shortLines += 1
    if (lines > mostLines || shortLines > mostShortLines) return raw.subarray(0, from)
    from = end + 1
  }
}

const storable = (text: string) =>
  text.slice(0, longestText).replaceAll('\0', '\ufffd').replaceAll('\r\n', '\n').toWellFormed()

function addressesOf(addresses: readonly (Address | undefined)[]): { name: string; address: string }[] {
  const flat = addresses.flatMap((one) => (one === undefined ? [] : one.group ? one.group : [one]))
  return flat.slice(0, mostAddresses).map(({ name, address }) => ({
    name: oneLine(storable(name)),
    address: storable(address ?? '')
      .trim()
      .toLowerCase(),
  }))
}

function idsOf(text: string | undefined): string[] {
  return (text ?? '').slice(0, 10_000).match(/<[^<>\s]{1,400}>/g) ?? []
}

function headersOf({ headers }: Email): Map<string, string[]> {
  const valuesByName = new Map<string, string[]>()
  for (const { key, value } of headers.slice(0, 500)) {
    const values = valuesByName.get(key) ?? []
    values.push(storable(value).slice(0, 2_000))
    valuesByName.set(key, values)
  }
  return valuesByName
}
