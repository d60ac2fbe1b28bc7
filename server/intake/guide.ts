import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../contract/keys.ts'

const folder = join(import.meta.dirname, 'adapters')

/** What a guide may ask for. */
export interface GuideValues {
  url: string
  integrationKey: string
  publicUrl: string
}

/** How to connect a sender to a source of this type, filled in; `undefined` when the type has no guide. */
export function setupGuide(type: string, language: Language, values: GuideValues): string | undefined {
  if (!/^[a-z]+$/.test(type)) return undefined
  const file = join(folder, type, `setup.${language}.md`)
  if (!existsSync(file)) return undefined
  return readFileSync(file, 'utf8').replaceAll(/\{\{(url|integrationKey|publicUrl)\}\}/g, (_, name: string) => {
    return values[name as keyof GuideValues]
  })
}
