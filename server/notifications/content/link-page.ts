import type { LinkUse, LinkView } from '../actions/use-link.ts'
import type { AlertFacts } from '../types.ts'
import { outcomeText } from './answers.ts'
import { factLines } from './facts.ts'
import { Markup, markup } from './markup.ts'
import type { Speaker } from './words.ts'

/** What a page of a link says. */
export interface LinkPage {
  tone: 'question' | 'done' | 'notice'
  title: string
  paragraphs: string[]
  facts?: AlertFacts
  /** Several alerts, one line each. */
  alerts?: readonly AlertFacts[]
  /** The button that acts; only on the page that asks. */
  button?: string
  consoleUrl?: string
}

/** Also for phones with old browsers, without scripts, in light and dark. Its hash stands in the Content-Security-Policy. */
export const linkPageStyle = `
:root{color-scheme:light dark;--ground:#f6f7f8;--ink:#1b2027;--soft:#57606b;--line:#d7dbe0;--accent:#0f5d75;--on:#fff;--good:#1c6b41}
@media (prefers-color-scheme:dark){:root{--ground:#14181c;--ink:#e8eaed;--soft:#a8b0b9;--line:#363d45;--accent:#7cc6dd;--on:#10242c;--good:#7fd1a3}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
.product{color:var(--soft);font-size:.875rem;margin:0 0 1.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}
.done h1{color:var(--good)}
.summary{font-size:1.1875rem;font-weight:600;overflow-wrap:anywhere;margin:1.25rem 0 .5rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1.5rem;padding-bottom:1.25rem;border-bottom:1px solid var(--line)}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
ul{margin:0 0 1.5rem;padding:0 0 1.25rem 1.25rem;border-bottom:1px solid var(--line)}
li{margin:.25rem 0;overflow-wrap:anywhere}
button{width:100%;min-height:3.5rem;border:0;border-radius:.5rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;font-size:1.1875rem;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
a{color:var(--accent)}
.small{color:var(--soft);font-size:.9375rem}
`

/** What is about one alert; several have bundle-page.ts, a test has test-page.ts. */
type PageView = Exclude<LinkView | LinkUse, { kind: 'bundle' | 'test' }>

export function linkPageHtml(view: PageView, speaker: Speaker, consoleUrl: string): string {
  return sheet(pageOf(view, speaker), speaker, consoleUrl)
}

/** While the database is away nothing is known of the link, not even whose it is. */
export function awayPageHtml(speaker: Speaker, consoleUrl: string): string {
  return sheet(notice(speaker.say('link.awayTitle'), speaker.say('link.awayText')), speaker, consoleUrl)
}

/** The frame of every page of a link. */
export function sheet(page: LinkPage, speaker: Speaker, consoleUrl: string): string {
  const { say, language } = speaker
  const facts = page.facts && factLines(page.facts, speaker)
  const line = ({ name, value }: { name: string; value: string }) => markup`<dt>${name}</dt><dd>${value}</dd>`
  const entry = ({ number, summary, status, customer, url }: AlertFacts) =>
    markup`<li><a href="${url}">#${number}</a> ${customer ? `${customer.name}: ` : ''}${summary} <span class="small">(${say(`status.${status}`)})</span></li>`
  return markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${page.title} · ${say('link.product')}</title><style>${new Markup(linkPageStyle)}</style></head>
<body><main class="${page.tone}"><p class="product">${say('link.product')}</p>
<h1>${page.title}</h1>
${page.paragraphs.map((text) => markup`<p>${text}</p>`)}
${page.facts && markup`<p class="summary">${page.facts.summary}</p>`}
${facts && markup`<dl>${facts.map(line)}</dl>`}
${page.alerts && markup`<ul>${page.alerts.map(entry)}</ul>`}
${page.button !== undefined && markup`<form method="post"><button type="submit">${page.button}</button></form>`}
<p class="small"><a href="${page.facts?.url ?? consoleUrl}">${say('link.open')}</a></p>
</main></body></html>`.html
}

function pageOf(view: PageView, speaker: Speaker): LinkPage {
  const { say } = speaker
  if (view.kind === 'unknown') return notice(say('link.unknownTitle'), say('link.unknownText'))
  if (view.kind === 'expired') return notice(say('link.expiredTitle'), say('link.expiredText'), view.page?.facts)
  if (view.kind === 'refused') return notice(say('link.cannotTitle'), say('link.cannotText'), view.page.facts)
  if (view.kind === 'used') return usedPage(view, speaker)
  if (view.kind === 'open') return questionPage(view, speaker)
  return answeredPage(view, speaker)
}

function notice(title: string, text: string, facts?: AlertFacts): LinkPage {
  return { tone: 'notice', title, paragraphs: [text], ...(facts && { facts }) }
}

function usedPage({ page, at }: Extract<LinkView, { kind: 'used' }>, { say, time }: Speaker): LinkPage {
  const { action, person, facts } = page
  const used = say(`link.used.${action}`, { name: person.name, time: time(at) })
  const paragraphs = [used, say('link.now', { status: say(`status.${facts.status}`) })]
  return { tone: 'notice', title: say('link.usedTitle'), paragraphs, facts }
}

function questionPage({ page }: Extract<LinkView, { kind: 'open' }>, { say }: Speaker): LinkPage {
  const { action, person, facts } = page
  const again = action === 'acknowledge' && facts.status === 'acknowledged'
  const renews = again && facts.acknowledgement?.endsAt !== null
  const title = say(renews ? 'link.question.renew' : `link.question.${action}`)
  if (facts.status === 'resolved' || (again && !renews))
    return { tone: 'notice', title, paragraphs: [say(`link.needless.${facts.status}`)], facts }
  const asked = renews ? 'renew' : action
  const paragraphs = [say(`link.effect.${asked}`), say('link.asName', { name: person.name })]
  return { tone: 'question', title, paragraphs, facts, button: say(`action.${asked}`) }
}

function answeredPage(view: Extract<LinkUse, { kind: 'answered' }>, speaker: Speaker): LinkPage {
  const { say } = speaker
  const { action } = view.page
  if (view.result.kind === 'done') {
    const texts = { title: say(`link.done.${action}`), paragraphs: [say(`link.doneText.${action}`)] }
    return { tone: 'done', ...texts, facts: view.factsAfter }
  }
  if (view.result.kind === 'renewed') {
    const paragraphs = [outcomeText(view.result, action, speaker)]
    return { tone: 'done', title: say('link.done.renew'), paragraphs, facts: view.factsAfter }
  }
  const paragraphs = [outcomeText(view.result, action, speaker), say('link.alreadyText')]
  return { tone: 'notice', title: say('link.alreadyTitle'), paragraphs, facts: view.factsAfter }
}
