import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { Fault } from '../fault.ts'
import type { ApiEnv } from './env.ts'
import { thirdParties } from './third-parties.ts'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, 'docs')

/**
 * /docs: what belongs to this very version, readable without the internet and without a session. /docs/errors is where the
 * `type` of every problem document leads; licence, changes and the notices of others stand beside the manual. Plain text but
 * for the list of all.
 */
export function docs(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.get('/docs', async (context) => context.html(await contents()))
  routes.get('/docs/licence', async (context) => show(context, await readFile(join(root, 'LICENSE'), 'utf8')))
  routes.get('/docs/changelog', async (context) => show(context, await readFile(join(root, 'CHANGELOG.md'), 'utf8')))
  routes.get('/docs/third-parties', async (context) => show(context, await thirdParties(root)))
  routes.get('/docs/:page', async (context) => {
    const page = context.req.param('page').replace(/\.md$/, '')
    if (!(await pages()).includes(page)) throw new Fault('not_found', 'The manual has no such page. See /docs.')
    return show(context, await readFile(join(folder, `${page}.md`), 'utf8'))
  })
  return routes
}

const show = (context: Context<ApiEnv>, text: string) => context.text(text, 200, { 'cache-control': 'max-age=3600' })

async function pages(): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.flatMap((name) => (name.endsWith('.md') ? [name.slice(0, -'.md'.length)] : [])).toSorted()
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

async function contents(): Promise<string> {
  const names = await pages()
  const titles = await Promise.all(
    names.map(async (name) => /^# (.+)$/m.exec(await readFile(join(folder, `${name}.md`), 'utf8'))?.[1] ?? name),
  )
  const others = [
    ['changelog', 'Changes'],
    ['licence', 'Licence'],
    ['third-parties', 'Licences of others whose work is part of Pikett'],
  ] as const
  const list = [...names.map((name, index) => [name, titles[index] ?? name] as const), ...others]
  const items = list.map(([name, title]) => `<li><a href="/docs/${name}">${escaped(title)}</a></li>`).join('\n')
  const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
  return `<!doctype html><html lang="en"><head>${head}<meta name="color-scheme" content="light dark"><title>Pikett: manual</title></head>
<body><h1>The manual of Pikett</h1><ul>\n${items}\n</ul></body></html>`
}
