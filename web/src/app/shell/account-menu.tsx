import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { languages } from '../../../../contract/keys.ts'
import { api } from '../../api/client.ts'
import { ContactIcon, HelpIcon, PersonIcon, SandboxIcon, SignOutIcon } from '../../ui/icons.ts'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../../ui/menu.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useErrorText } from '../error-text.ts'
import { switchLanguage, useText } from '../i18n.ts'
import { queryClient } from '../query.ts'
import { sessionQuery, useMay, useSession } from '../session.ts'
import { chooseTheme, themes, useTheme } from '../theme.ts'

export function AccountMenu({ onHelp, trigger }: { onHelp: () => void; trigger?: ReactNode }) {
  const { t, language } = useText()
  const session = useSession()
  const navigate = useNavigate()
  const theme = useTheme()
  const signOut = useSignOut()
  const maySandbox = useMay('sandbox.use')
  if (!session) return null
  const themeNames = {
    system: t('shell:account.themeSystem'),
    light: t('shell:account.themeLight'),
    dark: t('shell:account.themeDark'),
  }
  return (
    <Menu side="top" align={trigger ? 'end' : 'start'} trigger={trigger ?? <AccountButton name={session.user.name} />}>
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
        onChange={(value) => void switchLanguage(value)}
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
    </Menu>
  )
}

function AccountButton({ name, ...rest }: { name: string }) {
  const { t } = useText()
  return (
    <button
      type="button"
      aria-label={t('shell:account.menu', { name })}
      className="flex min-h-9 items-center gap-2 rounded-md px-2 text-left text-ink-soft hover:bg-hover hover:text-ink max-lg:justify-center"
      {...rest}
    >
      <PersonIcon className="size-4 shrink-0" aria-hidden />
      <span className="truncate max-lg:hidden">{name}</span>
    </button>
  )
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
