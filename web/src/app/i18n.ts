import i18next from 'i18next'
import { createContext, createElement, useContext, useMemo, type ReactNode } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../../../contract/keys.ts'
import type first from './catalogue/en.ts'
import type later from './catalogue/en-later.ts'

type Catalogue = typeof first & typeof later
type WithoutPlural<K extends string> = K extends `${infer Stem}_${'zero' | 'one' | 'other'}` ? Stem : K
type Leaf<T> = { [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${Leaf<T[K]>}` }[keyof T &
  string]

/** The name of a text: `namespace:path.to.text`. A name that is not in the catalogue does not compile. */
export type TextKey = { [N in keyof Catalogue & string]: `${N}:${Leaf<Catalogue[N]>}` }[keyof Catalogue & string]
export type TextValues = Record<string, string | number>
export type Translate = (key: TextKey, values?: TextValues) => string

/** In the order in which they are offered. */
export const languages: readonly Language[] = ['en', 'de']

const storageKey = 'pikett.language'
type Load = () => Promise<{ default: Record<string, object> }>
const loadByLanguage: Record<Language, Load> = {
  en: () => import('./catalogue/en.ts'),
  de: () => import('./catalogue/de.ts'),
}
const loadLaterByLanguage: Record<Language, Load> = {
  en: () => import('./catalogue/en-later.ts'),
  de: () => import('./catalogue/de-later.ts'),
}

/** Only one language is downloaded; the other comes when somebody switches. */
export async function startTranslation(): Promise<void> {
  const language = asLanguage(chosenLanguage() ?? document.documentElement.lang)
  const { default: resources } = await loadByLanguage[language]()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: resources },
    ns: Object.keys(resources),
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { bindI18nStore: 'added' },
  })
  document.documentElement.lang = language
}

/** The texts of everything but the first page, in the language of the moment; downloaded once. */
export async function loadLaterTexts(language = asLanguage(i18next.language)): Promise<void> {
  const { default: texts } = await loadLaterByLanguage[language]()
  addTexts(language, texts)
}

function addTexts(language: Language, texts: Record<string, object>) {
  for (const [namespace, tree] of Object.entries(texts))
    if (!i18next.hasResourceBundle(language, namespace)) i18next.addResourceBundle(language, namespace, tree)
}

/** The language that was chosen on this device, before whatever the account says. */
export function chosenLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

export async function switchLanguage(language: Language, remember = true): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'common')) {
    const [{ default: texts }] = await Promise.all([loadByLanguage[language](), loadLaterTexts(language)])
    addTexts(language, texts)
  }
  if (remember) rememberLanguage(language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

function rememberLanguage(language: Language) {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // A private window without storage: the choice lasts until the page is closed.
  }
}

/** A view whose texts are none of the first page's. */
export const withTexts = async <View>(view: Promise<View>): Promise<View> =>
  (await Promise.all([view, loadLaterTexts()]))[0]

export function asLanguage(tag: string): Language {
  return tag.startsWith('de') ? 'de' : 'en'
}

interface Texts {
  t: Translate
  has: (key: string) => boolean
  language: Language
}

const TextContext = createContext<Texts | undefined>(undefined)

/** The texts for everything below, which renders again when the language is switched or texts are added. */
export function TextProvider({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const language = asLanguage(i18n.language)
  const texts = useMemo(
    () => ({ t: t as unknown as Translate, has: (key: string) => i18n.exists(key), language }),
    [t, i18n, language],
  )
  return createElement(TextContext, { value: texts }, children)
}

/** The texts in the language of the moment. One reading for all: hundreds of parts of a list ask. */
export function useText(): Texts {
  const texts = useContext(TextContext)
  if (!texts) throw new Error('nothing is shown outside of <TextProvider>')
  return texts
}
