import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './folders.ts'

test('a folder is made with those above it, closed to others, and nothing else is left in it', () => {
  const root = mkdtempSync(join(tmpdir(), 'pikett-folder-'))
  const folder = join(root, 'a/b/c')
  makeFolder(folder)
  makeFolder(folder)
  expect(statSync(folder).mode & 0o077).toBe(0)
  expect(readdirSync(folder)).toEqual([])
  rmSync(root, { recursive: true })
})

test('a folder that cannot be made or written to is refused at once', () => {
  const root = mkdtempSync(join(tmpdir(), 'pikett-folder-'))
  writeFileSync(join(root, 'file'), '')
  expect(() => makeFolder(join(root, 'file/data'))).toThrow(/ENOTDIR/)
  if (existsSync('/proc/self')) {
    expect(() => makeFolder('/proc/pikett/data')).toThrow(/ENOENT/)
    expect(() => makeFolder('/proc')).toThrow(/ENOENT/)
  }
  rmSync(root, { recursive: true })
})
