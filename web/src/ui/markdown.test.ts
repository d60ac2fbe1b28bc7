import { describe, expect, test } from 'vitest'
import { parseInline, parseMarkdown } from './markdown.ts'

const kinds = (text: string) => parseMarkdown(text).map((block) => block.kind)

describe('a guide in Markdown', () => {
  test('keeps its headings, paragraphs and snippets in order', () => {
    const text = '# Connect\n\nAdd this\nreceiver:\n\n```yaml\nreceivers:\n  - name: pikett\n```\n\nDone.'
    expect(kinds(text)).toEqual(['heading', 'paragraph', 'code', 'paragraph'])
    expect(parseMarkdown(text)[2]).toEqual({ kind: 'code', code: 'receivers:\n  - name: pikett' })
    expect(parseMarkdown(text)[1]).toEqual({ kind: 'paragraph', text: [{ kind: 'text', text: 'Add this receiver:' }] })
  })

  test('numbers go on across snippets that belong to an item', () => {
    const [list] = parseMarkdown('1. Open the file\n2. Add\n\n   ```yaml\n   a: 1\n   ```\n\n3. Reload')
    expect(list?.kind === 'list' && list.items.map((item) => item.map((block) => block.kind))).toEqual([
      ['paragraph'],
      ['paragraph', 'code'],
      ['paragraph'],
    ])
    expect(list?.kind === 'list' && list.items[1]?.[1]).toEqual({ kind: 'code', code: 'a: 1' })
  })

  test('has tables', () => {
    const [table] = parseMarkdown('| Field | Means |\n|---|---|\n| `summary` | the text |')
    expect(table).toMatchObject({
      kind: 'table',
      rows: [[[{ kind: 'code', text: 'summary' }], [{ kind: 'text', text: 'the text' }]]],
    })
  })

  test('a snippet that never ends reaches to the end and loses nothing', () => {
    expect(parseMarkdown('```\na\nb')).toEqual([{ kind: 'code', code: 'a\nb' }])
  })

  test('a line that looks like a table but is none is a paragraph', () => {
    expect(kinds('| just | text |')).toEqual(['paragraph'])
  })
})

describe('inside a line', () => {
  test('code, strong text and links are found', () => {
    expect(parseInline('Set `url` to **this**, see [docs](https://example.test/a).')).toEqual([
      { kind: 'text', text: 'Set ' },
      { kind: 'code', text: 'url' },
      { kind: 'text', text: ' to ' },
      { kind: 'strong', text: 'this' },
      { kind: 'text', text: ', see ' },
      { kind: 'link', text: 'docs', href: 'https://example.test/a' },
      { kind: 'text', text: '.' },
    ])
  })

  test('no address that runs code becomes a link', () => {
    for (const href of ['javascript:alert(1)', 'data:text/html,x', '//evil.example']) {
      expect(parseInline(`[press](${href})`)[0]?.kind).toBe('text')
    }
  })
})
