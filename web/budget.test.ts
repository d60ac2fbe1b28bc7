import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { expect, test, vi } from 'vitest'

const limitBytes = 180_000

/** What a page of alerts may be when it is the first that is opened, from a message: more than the start, and no more than it is. */
const alertsBytes = 200_000

/** A chunk with everything that it cannot run without. */
function closure(name: string, chunks: Map<string, Rolldown.OutputChunk>, found = new Set<string>()): Set<string> {
  const chunk = chunks.get(name)
  if (!chunk || found.has(name)) return found
  found.add(name)
  for (const next of chunk.imports) closure(next, chunks, found)
  return found
}

test(
  'the first page loads at most 180 kB of compressed JavaScript, and no schema library',
  { timeout: 120_000 },
  async () => {
    const configFile = new URL('./vite.config.ts', import.meta.url).pathname
    // The test runner says "test" here, which would measure development builds of React and of every element.
    vi.stubEnv('NODE_ENV', 'production')
    const result = await build({ configFile, mode: 'production', logLevel: 'error', build: { write: false } })
    vi.unstubAllEnvs()
    const { output } = result as Rolldown.RolldownOutput
    const chunks = new Map(output.filter((file) => file.type === 'chunk').map((chunk) => [chunk.fileName, chunk]))
    const all = [...chunks.values()]
    const holds = (chunk: Rolldown.OutputChunk, path: string) =>
      Object.keys(chunk.modules).some((id) => id.includes(path))
    for (const [page, most] of [
      ['now/now-page.tsx', limitBytes],
      ['alerts/page/alert-page.tsx', alertsBytes],
      ['alerts/alert-list-page.tsx', alertsBytes],
    ] as const) {
      const roots = all.filter((chunk) => chunk.isEntry || holds(chunk, page) || holds(chunk, 'catalogue/de.ts'))
      expect(roots.length).toBeGreaterThanOrEqual(3)
      const needed = new Set(roots.flatMap((chunk) => [...closure(chunk.fileName, chunks)]))
      const bytes = [...needed].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? '').length, 0)
      expect(bytes).toBeLessThan(most)
    }
    // The design page is for development; the parts that it shows are there.
    expect(all.filter((chunk) => holds(chunk, '/src/design/')).map((chunk) => chunk.fileName)).toEqual([])
    expect(all.filter((chunk) => holds(chunk, '/src/ui/')).length).toBeGreaterThan(5)
    expect(all.filter((chunk) => holds(chunk, 'node_modules/zod')).map((chunk) => chunk.fileName)).toEqual([])
  },
)
