import { useNavigate } from '@tanstack/react-router'
import { ContactIcon, HelpIcon, SignOutIcon } from '../../ui/icons.ts'
import { MenuChoice, MenuItem, MenuLabel, MenuLine } from '../../ui/menu-body.tsx'
import { languages, useText } from '../i18n.ts'
import { useSession } from '../session.ts'
import { chooseTheme, themes, useTheme } from '../theme.ts'
import { useLanguageChoice, useSignOut } from './use-account.ts'

export default function AccountMenuItems({ onHelp }: { onHelp: () => void }) {
  const { t, language } = useText()
  const session = useSession()
  const navigate = useNavigate()
  const theme = useTheme()
  const signOut = useSignOut()
  const speak = useLanguageChoice()
  if (!session) return null
  const themeNames = {
    system: t('shell:account.themeSystem'),
    light: t('shell:account.themeLight'),
    dark: t('shell:account.themeDark'),
  }
  return (
    <>
      <MenuLabel>
        <span className="block font-medium text-ink">{session.user.name}</span>
        {t(`common:role.${session.user.role}`)} · {session.organization.name}
      </MenuLabel>
      <MenuLine />
      <MenuItem onSelect={() => void navigate({ to: '/me' })}>
        <ContactIcon />
        {t('shell:account.contacts')}
      </MenuItem>
      <MenuItem hint="?" onSelect={() => setTimeout(onHelp)}>
        <HelpIcon />
        {t('shell:account.shortcuts')}
      </MenuItem>
      <MenuLine />
      <MenuChoice
        label={t('shell:account.language')}
        value={language}
        options={languages.map((value) => ({ value, label: t(`common:language.${value}`) }))}
        onChange={speak}
      />
      <MenuChoice
        label={t('shell:account.theme')}
        value={theme}
        options={themes.map((value) => ({ value, label: themeNames[value] }))}
        onChange={chooseTheme}
      />
      <MenuLine />
      <MenuItem onSelect={signOut}>
        <SignOutIcon />
        {t('shell:account.signOut')}
      </MenuItem>
      <MenuLabel>{t('shell:account.version', { version: session.version })}</MenuLabel>
    </>
  )
}
