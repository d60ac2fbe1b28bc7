import { useNavigate } from '@tanstack/react-router'
import type { Language } from '../../../../contract/keys.ts'
import { api } from '../../api/client.ts'
import { ContactIcon, HelpIcon, SandboxIcon, SignOutIcon } from '../../ui/icons.ts'
import { MenuChoice, MenuItem, MenuLabel, MenuLine } from '../../ui/menu-body.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useErrorText } from '../error-text.ts'
import { languages, switchLanguage, useText } from '../i18n.ts'
import { queryClient } from '../query.ts'
import { sessionQuery, useMay, useSession } from '../session.ts'
import { chooseTheme, themes, useTheme } from '../theme.ts'

export default function AccountMenuItems({ onHelp }: { onHelp: () => void }) {
  const { t, language } = useText()
  const session = useSession()
  const navigate = useNavigate()
  const theme = useTheme()
  const signOut = useSignOut()
  const speak = useLanguageChoice()
  const maySandbox = useMay('sandbox.use')
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
      {maySandbox && (
        <MenuItem className="md:hidden" onSelect={() => void navigate({ to: '/sandbox' })}>
          <SandboxIcon />
          {t('shell:nav.sandbox')}
        </MenuItem>
      )}
      <MenuItem className="max-md:hidden" hint="?" onSelect={() => setTimeout(onHelp)}>
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

/** Switches here at once, and for mails and calls by telling the account. */
function useLanguageChoice() {
  const errorText = useErrorText()
  return (language: Language) => {
    void switchLanguage(language)
    api.patch('/me', { language }).then(
      () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      (error: unknown) => showToast(errorText(error), { tone: 'problem' }),
    )
  }
}

/** Leaves nothing of the account behind in the memory of the page. */
function useSignOut() {
  const navigate = useNavigate()
  const errorText = useErrorText()
  return () => {
    api.delete('/session').then(
      async () => {
        queryClient.setQueryData(sessionQuery.queryKey, null)
        await navigate({ to: '/sign-in' })
        queryClient.clear()
      },
      (error: unknown) => showToast(errorText(error), { tone: 'problem' }),
    )
  }
}
