import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { ErrorCode } from '../../../contract/errors.ts'
import type { Language } from '../../../contract/keys.ts'
import { Fault } from '../../kernel/fault.ts'
import type { ApiEnv } from '../../kernel/http/api.ts'
import { answerError, problemDocument } from '../../kernel/http/problem.ts'
import type { LinkUse, LinkView } from '../actions/use-link.ts'
import { followLink, noteReceived, viewLink } from '../actions/use-link.ts'
import { bundlePageHtml } from '../content/bundle-page.ts'
import { awayPageHtml, linkPageHtml, linkPageStyle } from '../content/link-page.ts'
import { testPageHtml } from '../content/test-page.ts'
import { speakerFor } from '../content/words.ts'
import type { Speaker } from '../content/words.ts'
import type { NotificationParts } from '../parts.ts'

const styleHash = createHash('sha256').update(linkPageStyle).digest('base64')

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
}

/**
 * The links in mails and webhooks, to be mounted at the root: `/a/{token}`. GET and HEAD show and never act; POST acts, with
 * whatever body or none. No login and no cookie is read, so there is nothing to forge a request with but the link itself.
 */
export function actionLinkRoutes(parts: NotificationParts): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>()
  app.get('/a/:token', async (context) => {
    const view = await viewLink(parts, context.req.param('token'))
    return show(parts, context, view, statusOfView[stateOf(view)])
  })
  app.post('/a/:token', async (context) => {
    const use = await followLink(parts, context.req.param('token'))
    return prefersJson(context) ? tell(context, use) : show(parts, context, use, statusOfUse[stateOf(use)])
  })
  // A device says that it shows the message. Until our own record of the sending is written, it is asked to say so again.
  app.post('/a/:token/received', async (context) => {
    const known = await noteReceived(parts, context.req.param('token'))
    return context.body(null, known ? 204 : 404)
  })
  // Whoever answers from a mail at night reads words and no JSON, also while the database is away.
  app.onError((error, context) => {
    const answer = answerError(error, context)
    return answer.status === 503 && !prefersJson(context) ? showAway(parts, context) : answer
  })
  app.all('/a/:token', () => {
    throw new Fault('method_not_allowed', 'Open the link with GET, act with POST.')
  })
  return app
}

/** A link to several alerts, and that of a test, is in the same states as a link to one. */
const stateOf = <V extends LinkView | LinkUse>(view: V) =>
  (view.kind === 'bundle' || view.kind === 'test' ? view.state : view.kind) as Exclude<V['kind'], 'bundle' | 'test'>

const statusOfView = { unknown: 404, expired: 410, used: 200, open: 200 } as const
const statusOfUse = { unknown: 404, expired: 410, used: 409, refused: 409, answered: 200 } as const

function show(parts: NotificationParts, context: Context, view: LinkView | LinkUse, status: 200 | 404 | 409 | 410) {
  const person = personOf(view) ?? { language: languageOf(context), timeZone: 'UTC' }
  const speaker = speakerFor(parts.kernel.i18n, person)
  const url = parts.kernel.publicUrl()
  return context.body(htmlOf(view, speaker, url), status, headers)
}

function htmlOf(view: LinkView | LinkUse, speaker: Speaker, url: string): string {
  if (view.kind === 'bundle') return bundlePageHtml(view, speaker, url)
  if (view.kind === 'test') return testPageHtml(view, speaker, url)
  return linkPageHtml(view, speaker, url)
}

function showAway({ kernel }: NotificationParts, context: Context): Response {
  const speaker = speakerFor(kernel.i18n, { language: languageOf(context), timeZone: 'UTC' })
  return context.body(awayPageHtml(speaker, kernel.publicUrl()), 503, { ...headers, 'retry-after': '5' })
}

function personOf(view: LinkView | LinkUse) {
  if (view.kind === 'bundle') return view.bundle.person
  if (view.kind === 'test') return view.test.person
  return view.kind === 'unknown' ? undefined : view.page?.person
}

const codeOfUse: Record<'unknown' | 'expired' | 'used' | 'refused', { code: ErrorCode; detail: string }> = {
  unknown: { code: 'not_found', detail: 'This link is not valid.' },
  expired: { code: 'link_expired', detail: 'Links work for 24 hours.' },
  used: { code: 'link_used', detail: 'This link has acted before; nothing was changed now.' },
  refused: { code: 'conflict', detail: 'The alert cannot do this now; nothing was changed.' },
}

/** For programs: `{status, outcome}`, or a problem document. */
function tell(context: Context, use: LinkUse) {
  if (use.kind === 'answered') {
    const { result } = use
    const faster = result.kind === 'already' ? { by: result.by, at: result.at?.toString() ?? null } : {}
    const until = result.kind === 'renewed' ? { until: result.endsAt.toString() } : {}
    return context.json({ status: result.status, outcome: result.kind, ...faster, ...until }, 200, {
      'cache-control': 'no-store',
    })
  }
  if (use.kind === 'bundle' && use.state === 'answered') {
    const { acknowledged, bundle } = use
    const outcome = acknowledged > 0 ? 'done' : 'already'
    const counts = { acknowledged, alerts: bundle.count }
    return context.json({ status: 'acknowledged', outcome, ...counts }, 200, { 'cache-control': 'no-store' })
  }
  if (use.kind === 'test' && use.state === 'answered') {
    return context.json({ status: 'acknowledged', outcome: 'done' }, 200, { 'cache-control': 'no-store' })
  }
  const state = use.kind === 'bundle' || use.kind === 'test' ? use.state : use.kind
  const { code, detail } = codeOfUse[state]
  const fault = new Fault(code, detail)
  const document = { ...problemDocument(fault), outcome: state }
  return context.body(JSON.stringify(document), statusOfUse[state], {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  })
}

function prefersJson(context: Context): boolean {
  const accept = context.req.header('accept') ?? ''
  return /\bapplication\/([a-z.+-]+\+)?json\b/i.test(accept) && !/\btext\/html\b/i.test(accept)
}

function languageOf(context: Context): Language {
  return /^\s*de\b/i.test(context.req.header('accept-language') ?? '') ? 'de' : 'en'
}
