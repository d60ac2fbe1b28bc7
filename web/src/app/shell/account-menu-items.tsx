import { useNavigate } from '@tanstack/react-router'
import { useDismissed } from '../../welcome/dismissed.ts'
import { ContactIcon, HelpIcon, SignOutIcon, WelcomeIcon } from '../../ui/icons.ts'
import { MenuChoice, MenuItem, MenuLabel, MenuLine } from '../../ui/menu-body.tsx'
import { languages, useText } from '../i18n.ts'
import { useMay, useSession } from '../session.ts'
import { chooseTheme, themes, useTheme } from '../theme.ts'
import { useLanguageChoice, useSignOut } from './use-account.ts'

/** The path of the first ten minutes, also for whoever has put it away. */
function BackToWelcome() {
  const { t } = useText()
  const navigate = useNavigate()
  const mayWrite = useMay('config.write')
  const [, setDismissed] = useDismissed()
  if (!mayWrite) return null
  const open = () => {
    setDismissed(false)
    void navigate({ to: '/welcome' })
  }
  return (
    <MenuItem onSelect={open}>
      <WelcomeIcon />
      {t('shell:nav.welcome')}
    </MenuItem>
  )
}

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
      <BackToWelcome />
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
