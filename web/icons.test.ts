import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (name: string) => readFileSync(new URL(`public/${name}`, import.meta.url))
/** From the head of a PNG file. */
const sizeOf = (file: Buffer) => `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`

interface Icon {
  src: string
  type: string
  sizes: string
  purpose?: string
}
const { icons } = JSON.parse(read('manifest.webmanifest').toString()) as { icons: Icon[] }

test('every icon of the manifest exists in the size that it states', () => {
  const pixels = icons.filter(({ type }) => type === 'image/png')
  expect(pixels.map(({ src }) => sizeOf(read(src.slice(1))))).toEqual(pixels.map(({ sizes }) => sizes))
  for (const { src } of icons) expect(read(src.slice(1)).length).toBeGreaterThan(0)
})

test('phones that take no SVG find a small and a large icon, with and without a margin for their mask', () => {
  const found = icons.filter(({ type }) => type === 'image/png').map(({ sizes, purpose }) => `${purpose} ${sizes}`)
  expect(found.toSorted()).toEqual(['any 192x192', 'any 512x512', 'maskable 192x192', 'maskable 512x512'])
})

test('an iPhone finds its icon, without a transparent corner that it would make black', () => {
  const page = readFileSync(new URL('index.html', import.meta.url), 'utf8')
  expect(page).toContain('<link rel="apple-touch-icon" href="/apple-touch-icon.png" />')
  const icon = read('apple-touch-icon.png')
  expect(sizeOf(icon)).toBe('180x180')
  const colourWithoutAlpha = 2
  expect(icon[25]).toBe(colourWithoutAlpha)
})
