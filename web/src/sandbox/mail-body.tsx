import { useEffect, useRef } from 'react'
import { copyMail } from './copy-mail.ts'

/**
 * A mail as its reader would see it, in a shadow tree of its own: its styles cannot reach the console, nor the console's
 * styles the mail. Built element by element, because the content security policy (rightly) ignores styles in HTML.
 */
export function MailBody({ html }: { html: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = host.current
    if (!element) return
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    const source = new DOMParser().parseFromString(withoutLiveStyles(html), 'text/html')
    shadow.replaceChildren(copyMail(source.body, document))
  }, [html])
  // Mails are written for white paper. Containment keeps `position: fixed` inside.
  return <div ref={host} className="mail-paper overflow-x-auto rounded" />
}

/** The policy also watches the parser, so styles are put aside under another name before it sees them. */
function withoutLiveStyles(html: string): string {
  return html.replaceAll(/<style[\s\S]*?<\/style\s*>/gi, '').replaceAll(/(\s)style(\s*=)/gi, '$1data-style$2')
}
