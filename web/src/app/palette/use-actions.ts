import { useNavigate } from '@tanstack/react-router'
import { CheckIcon, ContactIcon, LanguageIcon, SignOutIcon, ThemeIcon, type Icon } from '../../ui/icons.ts'
import { useCommandGroups } from '../commands.ts'
import { languages, useText } from '../i18n.ts'
import { useLanguageChoice, useSignOut } from '../shell/use-account.ts'
import { chooseTheme, themes, useTheme } from '../theme.ts'
import type { PaletteItem } from './items.ts'

const groupOf = (id: string) => (id.startsWith('go.') ? 'go' : id.startsWith('shell.') ? 'action' : 'here')

/** What the views on screen and the shell offer. */
export function useOffered(): PaletteItem[] {
  return useCommandGroups().flatMap(({ commands }) =>
    commands.flatMap(({ isKeyOnly, icon = CheckIcon, ...command }): PaletteItem[] =>
      isKeyOnly ? [] : [{ ...command, icon, group: groupOf(command.id) }],
    ),
  )
}

/** Looks, language and account. */
export function useAccountActions(): PaletteItem[] {
  const { t, language } = useText()
  const theme = useTheme()
  const speak = useLanguageChoice()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const themeNames = {
    system: t('shell:account.themeSystem'),
    light: t('shell:account.themeLight'),
    dark: t('shell:account.themeDark'),
  }
  const action = (id: string, label: string, icon: Icon, run: () => void, words?: string): PaletteItem => {
    return { id, group: 'action', label, icon, run, words }
  }
  return [
    action('me', t('shell:account.contacts'), ContactIcon, () => void navigate({ to: '/me' })),
    ...themes
      .filter((one) => one !== theme)
      .map((one) =>
        action(
          `theme.${one}`,
          `${t('shell:account.theme')}: ${themeNames[one]}`,
          ThemeIcon,
          () => chooseTheme(one),
          'theme',
        ),
      ),
    ...languages
      .filter((one) => one !== language)
      .map((one) =>
        action(
          `language.${one}`,
          `${t('shell:account.language')}: ${t(`common:language.${one}`)}`,
          LanguageIcon,
          () => speak(one),
          'language Sprache',
        ),
      ),
    action('sign-out', t('shell:account.signOut'), SignOutIcon, signOut, 'logout'),
  ]
}
