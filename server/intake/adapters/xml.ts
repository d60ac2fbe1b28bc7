import { XMLParser } from 'fast-xml-parser'
import type { IntakeReason } from '../../../contract/intake/reason.ts'
import { isObject, type JsonObject } from './json.ts'

export type XmlResult = { ok: true; root: JsonObject } | { ok: false; reason: IntakeReason; detail: string }

/** What monitoring systems send is flat. Deeper nesting is refused, and so is a document with more elements than this. */
const maxDepth = 16
const maxElements = 2_000

/** Encodings of old Windows and Unix systems; anything else is read as UTF-8. */
const encodings = new Set(['utf-8', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'us-ascii'])

/** The text of an XML body, in the encoding that its first line names. Well-formed. */
export function xmlText(body: Uint8Array | string): string {
  if (typeof body === 'string') return body.replace(/^\uFEFF/, '').toWellFormed()
  const utf16 =
    (body[0] === 0xff && body[1] === 0xfe && 'utf-16le') || (body[0] === 0xfe && body[1] === 0xff && 'utf-16be')
  if (utf16) return new TextDecoder(utf16).decode(body).toWellFormed()
  const start = new TextDecoder('latin1').decode(body.subarray(0, 200))
  const named = /^\s*<\?xml[^>]{0,150}?encoding\s*=\s*["']([\w-]{1,20})["']/i.exec(start)?.[1]?.toLowerCase() ?? 'utf-8'
  return new TextDecoder(encodings.has(named) ? named : 'utf-8').decode(body).toWellFormed()
}

/** Texts stay texts, entities are ours to decode: the parser must neither guess numbers nor expand anything. */
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  maxNestedTags: maxDepth,
  tagValueProcessor: (_name, value) => decoded(value),
})

/**
 * Reads the members of an XML document's outermost element: a text, a nested object, or a list of those. Document types
 * are refused as a whole, with them every entity that could expand or reach out (billion laughs, XXE).
 */
export function readXml(text: string): XmlResult {
  if (text.includes('\0')) return failed('nul_character', 'the body contains a NUL character (U+0000)')
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return failed('unsafe_xml', 'documents with a DOCTYPE are not read')
  const shape = shapeOf(text)
  if (shape.deepest > maxDepth) return failed('too_deep', `the body is nested deeper than ${maxDepth} levels`)
  if (shape.elements > maxElements) return failed('too_large', `the body has more than ${maxElements} elements`)
  try {
    const document: unknown = parser.parse(text, true)
    const [root] = isObject(document) ? Object.values(document) : []
    return isObject(root) ? { ok: true, root } : failed('broken_xml', 'the outermost element holds no others')
  } catch (error) {
    return failed('broken_xml', `the body is not valid XML: ${problemOf(error)}`)
  }
}

/** A linear look before anything is built: how many elements there are, and how deep they stand. */
function shapeOf(text: string): { elements: number; deepest: number } {
  let elements = 0
  let depth = 0
  let deepest = 0
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1]
    if (next === '/') depth--
    else if (next !== '?' && next !== '!') {
      elements++
      depth++
      deepest = Math.max(deepest, depth)
      const end = text.indexOf('>', at)
      if (end === -1) break
      // An element that ends where it begins holds nothing.
      if (text[end - 1] === '/') depth--
    }
    if (elements > maxElements) break
  }
  return { elements, deepest }
}

const textByEntity: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The five entities of XML itself and characters by their number; all others stay as they are written. */
function decoded(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return textByEntity[name.toLowerCase()] ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return isCharacter ? String.fromCodePoint(code) : '\ufffd'
  })
}

/** What the parser says, cut: it may quote the body. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  return message.replaceAll(/["'`].*["'`]/gs, '…').slice(0, 120) || 'it ends too early or has a wrong character'
}

function failed(reason: IntakeReason, detail: string): XmlResult {
  return { ok: false, reason, detail }
}
