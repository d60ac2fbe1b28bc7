import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const folder = join(import.meta.dirname, '../../messages')

/** Everything the console or the server says. */
const namespaces = readdirSync(join(folder, 'de')).map((file) => file.replace('.json', ''))

type Tree = { [name: string]: string | Tree }

function textsIn(tree: Tree, path: string): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${path}${name}`, value] as [string, string]] : textsIn(value, `${path}${name}.`),
  )
}

function textsOf(language: 'en' | 'de'): Map<string, string> {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, language, `${name}.json`), 'utf8')) as Tree
  return new Map(namespaces.flatMap((name) => textsIn(read(name), `${name}:`)))
}

const german = textsOf('de')

/** The English texts that are not the same in German, as patterns for a whole line, or for a sentence anywhere in it. */
const english = [...textsOf('en')]
  .filter(([key, text]) => german.get(key) !== text && text.replaceAll(/\{\{.*?\}\}|[^a-z]/gi, '').length > 3)
  .map(([key, text]) => {
    const pattern = text.split(/\{\{.*?\}\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const isSentence = text.split(' ').length > 3
    return { key, pattern: new RegExp(isSentence ? pattern.join('.+?') : `^${pattern.join('.+?')}$`) }
  })

/** What a person writes in a template is not a text that nobody filled in. */
const templates = /\{\{(host|check)\}\}/g

const unfinished = /\{\{|\}\}|\b(undefined|NaN|Invalid Date)\b/

/** Words that no German sentence has. */
const givingAway = /\b(the|and|with|your|you|this|of|are|has|been|from)\b/i

const keys = new Set([...german.keys()].flatMap((key) => [key, key.slice(key.indexOf(':') + 1)]))

/** What a reader or a screen reader gets, line by line, but for what a source sent or a machine reads. */
async function linesOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const machine = [...document.querySelectorAll('pre, code, [lang="en"]:not(button)')]
    for (const element of machine) element.style.display = 'none'
    const lines = document.body.innerText.split('\\n')
    for (const element of machine) element.style.display = ''
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      for (const element of document.querySelectorAll('[' + name + ']')) lines.push(element.getAttribute(name))
    lines.push(document.title)
    return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))]
  })()`)
}

/** Lines of a page in German that are English, hold the name of a text, or a value that nobody filled in. */
export async function notGermanOn(page: Page): Promise<string[]> {
  const lines = await linesOf(page)
  return lines.flatMap((line) => {
    const found = english.find(({ pattern }) => pattern.test(line))
    if (found) return [`"${line}" is ${found.key} in English`]
    if (keys.has(line) || unfinished.test(line.replaceAll(templates, ''))) return [`"${line}" is unfinished`]
    return givingAway.test(line) ? [`"${line}" looks English`] : []
  })
}
