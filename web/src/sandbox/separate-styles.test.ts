import { expect, test } from 'vitest'
import { separateStyles } from './separate-styles.ts'

test('style sheets and style attributes are put aside, the text stays', () => {
  const html = '<style>p{color:red}</style><p style="margin:0">How style = works</p><STYLE media="x">b{}</STYLE >'
  const { markup, css } = separateStyles(html)
  expect(css).toBe('p{color:red}\nb{}')
  expect(markup).toBe('<p data-style="margin:0">How style = works</p>')
})
