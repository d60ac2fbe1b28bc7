import type { BundleUse, BundleView } from '../actions/use-bundle-link.ts'
import type { LinkPage } from './link-page.ts'
import { sheet } from './link-page.ts'
import type { Speaker } from './words.ts'

/** The page of a link that acknowledges several alerts: it lists them, and asks or says what came of it. */
export function bundlePageHtml(view: BundleView | BundleUse, speaker: Speaker, consoleUrl: string): string {
  const { count, shown } = view.bundle
  const { paragraphs, ...page } = pageOf(view, speaker)
  const rest = count - shown.length
  const more = rest > 0 ? [speaker.say('bundle.more', { more: rest })] : []
  return sheet({ ...page, paragraphs: [...paragraphs, ...more], alerts: shown }, speaker, `${consoleUrl}/alerts`)
}

function pageOf(view: BundleView | BundleUse, { say, time }: Speaker): LinkPage {
  const { count, shown, person } = view.bundle
  if (view.state === 'expired') {
    return { tone: 'notice', title: say('link.expiredTitle'), paragraphs: [say('link.expiredText')] }
  }
  if (view.state === 'used') {
    const used = say('link.used.acknowledge', { name: person.name, time: time(view.at) })
    return { tone: 'notice', title: say('link.usedTitle'), paragraphs: [used] }
  }
  if (view.state === 'open') {
    const isOpen =
      count > shown.length || shown.some((one) => one.status === 'triggered' || one.acknowledgement?.endsAt)
    const title = say('bundle.link.question', { amount: count })
    if (!isOpen) return { tone: 'notice', title, paragraphs: [say('bundle.link.needless')] }
    const paragraphs = [say('bundle.link.effect'), say('link.asName', { name: person.name })]
    return { tone: 'question', title, paragraphs, button: say('action.acknowledgeAll', { amount: count }) }
  }
  const { acknowledged } = view
  if (acknowledged === 0) {
    return { tone: 'notice', title: say('link.alreadyTitle'), paragraphs: [say('link.alreadyText')] }
  }
  const before = count - acknowledged
  return {
    tone: 'done',
    title: say('link.done.acknowledge'),
    paragraphs: [
      say('bundle.done', { amount: acknowledged }),
      ...(before > 0 ? [say('bundle.before', { amount: before })] : []),
    ],
  }
}
