import type { TestUse, TestView } from '../actions/test-answers.ts'
import type { LinkPage } from './link-page.ts'
import { sheet } from './link-page.ts'
import type { Speaker } from './words.ts'

/** The page of the link in a test message: asks whether it has arrived, or says that it is known. */
export function testPageHtml(view: TestView | TestUse, speaker: Speaker, consoleUrl: string): string {
  return sheet(pageOf(view, speaker), speaker, `${consoleUrl}/me`)
}

function pageOf(view: TestView | TestUse, { say, time }: Speaker): LinkPage {
  const { name } = view.test.person
  if (view.state === 'expired') {
    return { tone: 'notice', title: say('link.expiredTitle'), paragraphs: [say('link.test.expired')] }
  }
  if (view.state === 'used') {
    return {
      tone: 'done',
      title: say('link.test.done'),
      paragraphs: [say('link.test.used', { name, time: time(view.at) })],
    }
  }
  if (view.state === 'answered') {
    return { tone: 'done', title: say('link.test.done'), paragraphs: [say('link.test.doneText', { name })] }
  }
  const paragraphs = [say('link.test.effect'), say('link.asName', { name })]
  return { tone: 'question', title: say('link.test.question'), paragraphs, button: say('action.arrived') }
}
