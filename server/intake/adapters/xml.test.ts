import { describe, expect, test } from 'vitest'
import { computingMs } from '../../testing/cpu.ts'
import { readXml, xmlText } from './xml.ts'

describe('XML of a sender', () => {
  test('is read into the members of its outermost element, texts as texts', () => {
    const xml = '<?xml version="1.0"?><n xmlns:p="x"><a>007</a><p:b x="1"> y </p:b><c/><d>1</d><d>2</d></n>'
    expect(readXml(xml)).toEqual({ ok: true, root: { a: '007', b: 'y', c: '', d: ['1', '2'] } })
  })

  test('has the five entities of XML and characters by their number, and no others', () => {
    const xml = '<n><a>&lt;&amp;&gt;&quot;&apos; &#228;&#xe4; &auml; &#0;&#xd800; &amp;lt;</a></n>'
    expect(readXml(xml)).toEqual({ ok: true, root: { a: '<&>"\' ää &auml; \ufffd\ufffd &lt;' } })
  })

  test.each([
    ['UTF-8', 'utf8'],
    ['ISO-8859-1', 'latin1'],
    ['windows-1252', 'latin1'],
    ['unknown-9', 'utf8'],
  ] as const)('in %s is read in that encoding', (name, encoding) => {
    const text = `<?xml version="1.0" encoding="${name}"?><n><a>Störung</a></n>`
    expect(xmlText(Buffer.from(text, encoding))).toBe(text)
  })

  test('in UTF-16 is known by its mark', () => {
    expect(xmlText(Buffer.from('\ufeff<n><a>ä</a></n>', 'utf16le'))).toBe('<n><a>ä</a></n>')
  })
})

describe('hostile XML', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;">
    <!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;">]><lolz><a>&lol3;</a></lolz>`
  const external = '<!DOCTYPE n [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><n><a>&xxe;</a></n>'
  const parameter = '<!doctype n [<!ENTITY % p SYSTEM "http://169.254.169.254/">%p;]><n><a>b</a></n>'

  test.each([laughs, external, parameter, '<!DOCTYPE n SYSTEM "http://a.test/n.dtd"><n><a>b</a></n>'])(
    'with a document type is refused as a whole: nothing expands, nothing is fetched: %s',
    (xml) => {
      expect(readXml(xml)).toMatchObject({ ok: false, reason: 'unsafe_xml' })
    },
  )

  test('with an entity that nobody declared keeps it as text', () => {
    expect(readXml('<n><a>&xxe;</a></n>')).toEqual({ ok: true, root: { a: '&xxe;' } })
  })

  test('nested deeper than 16 levels is refused, a million levels as quickly as 17', () => {
    for (const depth of [17, 1_000_000]) {
      expect(readXml('<a>'.repeat(depth) + '</a>'.repeat(depth))).toMatchObject({ ok: false, reason: 'too_deep' })
      expect(readXml('<a>'.repeat(depth))).toMatchObject({ ok: false, reason: 'too_deep' })
    }
    expect(readXml(`${'<a>'.repeat(16)}x${'</a>'.repeat(16)}`)).toMatchObject({ ok: true })
  })

  test('with more than 2,000 elements is refused', () => {
    expect(readXml(`<n>${'<a/>'.repeat(1_999)}</n>`)).toMatchObject({ ok: true })
    expect(readXml(`<n>${'<a/>'.repeat(100_000)}</n>`)).toMatchObject({ ok: false, reason: 'too_large' })
  })

  test('that is long and never ends is looked at once', () => {
    const took = computingMs(() => {
      for (const part of ['<a ', '<', '<!--', '<![CDATA[', '&#', '<a b="', '</a>', '<?x ', '<a><!-- ']) {
        expect(readXml(part.repeat(400_000 / part.length)).ok).toBe(false)
      }
    })
    expect(took).toBeLessThan(5_000)
  })

  test.each([
    '<',
    '<n>',
    '<n><a></n></a>',
    '<n><a></n>',
    'text',
    '',
    '<n/>',
    '<n>text</n>',
    '<n a=1><b>c</b></n>',
    '<1/>',
  ])('that is none (%s) is refused without a quotation from it', (xml) => {
    const result = readXml(xml)
    expect(result).toMatchObject({ ok: false, reason: 'broken_xml' })
  })

  test('cannot put anything on the prototype of objects', () => {
    const result = readXml('<n><__proto__><polluted>1</polluted></__proto__><constructor>x</constructor></n>')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(result.ok ? Object.getPrototypeOf(result.root) : Object.prototype).toBe(Object.prototype)
  })
})
