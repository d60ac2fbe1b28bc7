import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance } from 'i18next'
import type { i18n } from 'i18next'
import type { Language } from '../../contract/keys.ts'

const folder = join(import.meta.dirname, '../../messages')

/** Words for people, from the same catalogue as the console. `key` is `namespace:path`, such as `notifications:page.subject`. */
export type Translate = (key: string, values?: Record<string, unknown>) => string

export interface I18n {
  /** Throws when the catalogue has no such key: a raw key must never reach a person. */
  in(language: Language): Translate
}

/** Read once: every app of this process has the same words. */
let catalogue: i18n | undefined

export function createI18n(): I18n {
  const instance = (catalogue ??= readAll())
  return {
    in: (language) => (key, values) => {
      if (!instance.exists(key, { lng: language, ...values })) throw new Error(`no message ${key} in ${language}`)
      return instance.t(key, { lng: language, ...values })
    },
  }
}

function readAll(): i18n {
  const instance = createInstance()
  const resources = { de: readCatalogue('de'), en: readCatalogue('en') }
  void instance.init({ resources, initAsync: false, fallbackLng: false, interpolation: { escapeValue: false } })
  return instance
}

function readCatalogue(language: Language): Record<string, object> {
  const names = readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, language, name), 'utf8')) as object]),
  )
}
