import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commitOf } from './commit.ts'

const hash = '0123456789abcdef0123456789abcdef01234567'
const root = mkdtempSync(join(tmpdir(), 'pikett-commit-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function checkout(name: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name, path)), { recursive: true })
    writeFileSync(join(root, name, path), text)
  }
  return join(root, name)
}

const head = 'ref: refs/heads/main\n'

test.each([
  ['on a branch', { '.git/HEAD': head, '.git/refs/heads/main': `${hash}\n` }],
  ['on a branch that was packed', { '.git/HEAD': head, '.git/packed-refs': `# pack\n${hash} refs/heads/main\n` }],
  ['of a detached head', { '.git/HEAD': `${hash}\n` }],
  [
    'of a further work tree',
    { '.git': 'gitdir: tree\n', 'tree/HEAD': head, 'tree/commondir': '../shared\n', 'shared/refs/heads/main': hash },
  ],
])('the commit %s is known', (name, files) => {
  expect(commitOf(checkout(name, files))).toBe('0123456789')
})

test('where there is no history, nothing is claimed', () => {
  expect(commitOf(checkout('bare', { 'README.md': '' }))).toBeNull()
})
