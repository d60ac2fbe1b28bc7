import { useEffect, useRef } from 'react'
import { copyMail } from './copy-mail.ts'
import { separateStyles } from './separate-styles.ts'

/**
 * A mail as its reader would see it, in a shadow tree of its own: its styles cannot reach the console, nor the console's
 * styles the mail. Built element by element and with a constructed style sheet, because the content security policy
 * (rightly) ignores styles in HTML.
 */
export function MailBody({ html }: { html: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = host.current
    if (!element) return
    const { markup, css } = separateStyles(html)
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    shadow.adoptedStyleSheets = [sheet]
    shadow.replaceChildren(copyMail(new DOMParser().parseFromString(markup, 'text/html').body, document))
  }, [html])
  // Mails are written for white paper. Containment keeps `position: fixed` inside.
  return <div ref={host} className="mail-paper overflow-x-auto rounded" />
}
