import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { configFile } from '../../contract/config/file.ts'

test.each(['on-call', 'heartbeats'])('the configuration in docs/%s.md is one that Pikett takes', (name) => {
  const text = readFileSync(join(import.meta.dirname, `../../docs/${name}.md`), 'utf8')
  const blocks = [...text.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1]!)
  expect(blocks.length).toBeGreaterThan(0)
  for (const block of blocks) expect(configFile.safeParse(parse(block)).error).toBeUndefined()
})
