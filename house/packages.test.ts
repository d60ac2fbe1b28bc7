import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LOCK_FILE, missingBuilds } from './complete-lock.ts'
import type { Lock } from './complete-lock.ts'

const lock = JSON.parse(readFileSync(LOCK_FILE, 'utf8')) as Lock

describe('package-lock.json', () => {
  test('names the builds for every platform, else npm ci refuses it (run house/complete-lock.ts)', () => {
    expect(Object.keys(missingBuilds(lock))).toEqual([])
  })

  test('names no registry: packages are told by name, version and checksum', () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
  })
})

test('a build that a package names and the lock file lacks is added with its platform', () => {
  const packages = {
    'node_modules/tool': {
      version: '1.0.0',
      license: 'MIT',
      optionalDependencies: { '@tool/linux-arm64-musl': '1.0.0' },
    },
  }
  const added = { version: '1.0.0', os: ['linux'], cpu: ['arm64'], libc: ['musl'], license: 'MIT', optional: true }
  expect(missingBuilds({ packages })).toEqual({ 'node_modules/@tool/linux-arm64-musl': added })
})

test('docs/dependencies.md says of every package why it is there, and of none that is gone', () => {
  const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8')
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  const used = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'))
  const rows = read('docs/dependencies.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]))
  expect(new Set(named.filter((name) => name !== '@types/*'))).toEqual(new Set(used))
})
