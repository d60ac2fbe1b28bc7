import type { AlertDetail } from '../../api/types.ts'

export interface WebLink {
  href: string
  text: string | undefined
}

/** Fields by which monitoring systems name a runbook. */
const runbookFields = ['runbook_url', 'runbookUrl', 'runbook', 'playbook', 'playbook_url']
const runbookWords = /run ?book|play ?book|sop\b|wiki|anleitung|handbuch/i

/** What a source sends is not trusted: only web addresses become links. */
export const isWebAddress = (text: string) => /^https?:\/\/\S+$/i.test(text)

/** What tells how to mend it: fields that are named so, and links that call themselves so; each once. */
export function runbooksOf({ fields, links }: Pick<AlertDetail, 'fields' | 'links'>): WebLink[] {
  const ofFields = Object.entries(fields)
    .filter(([name, value]) => runbookFields.includes(name) && isWebAddress(value))
    .map(([, href]) => ({ href, text: undefined }))
  const ofLinks = links
    .filter(({ href, text }) => isWebAddress(href) && runbookWords.test(`${text ?? ''} ${href}`))
    .map(({ href, text }) => ({ href, text }))
  return [...ofLinks, ...ofFields].filter((one, index, all) => all.findIndex(({ href }) => href === one.href) === index)
}
