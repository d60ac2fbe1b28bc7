import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { docs } from './docs.ts'

const read = async (path: string) => {
  const answer = await docs().request(path)
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
}

test('the manual lists every page of it, and each can be read without a session and without the internet', async () => {
  const { text, type } = await read('/docs')
  expect(type).toContain('text/html')
  const files = readdirSync(join(import.meta.dirname, '../../../docs')).filter((name) => name.endsWith('.md'))
  const paths = [...text.matchAll(/href="([^"]+)"/g)].map(([, path]) => path!)
  expect(paths).toHaveLength(files.length + 3)
  for (const path of paths) expect(await read(path)).toMatchObject({ status: 200, text: expect.stringMatching(/\S/) })
  expect((await read('/docs/console.md')).text).toContain('# The console')
})

test('licence and notices of others are served word for word, those of the server by package', async () => {
  expect((await read('/docs/licence')).text).toContain('Apache License')
  const { text, type } = await read('/docs/third-parties')
  expect(type).toContain('text/plain')
  expect(text).toMatch(/^hono [\d.]+ \(MIT\)\n\nMIT License/m)
  expect(text, 'what only developers need').not.toMatch(/^vitest /m)
})

test('nothing beside the manual can be read', async () => {
  const served = docs().onError((_, context) => context.text('refused', 404))
  const paths = ['/docs/..%2fpackage.json', '/docs/%2e%2e%2fREADME', '/docs/decisions', '/docs/nothing']
  const answers = await Promise.all(paths.map(async (path) => served.request(path)))
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
})
