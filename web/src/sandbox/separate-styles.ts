/**
 * Takes the style sheets out of a mail and puts style attributes aside as `data-style`: the content security policy also
 * watches the parser, and would report each of them.
 */
export function separateStyles(html: string): { markup: string; css: string } {
  const sheets: string[] = []
  const markup = html
    .replaceAll(/<style[^>]*>([\s\S]*?)<\/style\s*>/gi, (_whole, css: string) => {
      sheets.push(css)
      return ''
    })
    .replaceAll(/(<[^>]*\s)style(\s*=)/gi, '$1data-style$2')
  return { markup, css: sheets.join('\n') }
}
