import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ChevronRightIcon, ContactIcon, SignOutIcon, WelcomeIcon, type Icon } from '../../ui/icons.ts'
import { Segments } from '../../ui/segments.tsx'
import { BottomSheet } from '../../ui/sheet.tsx'
import { CustomerRow } from '../customer/row.tsx'
import { languages, useText } from '../i18n.ts'
import { useMay, useSession } from '../session.ts'
import { chooseTheme, themes, useTheme } from '../theme.ts'
import { phases } from './navigation.ts'
import { useLanguageChoice, useSignOut } from './use-account.ts'
import { usePlaces } from './use-places.ts'

const rowStyle = 'flex min-h-12 w-full items-center gap-3 rounded-md text-left'

/** On a phone: every place that has no tab, and what belongs to the account. */
export default function MoreSheet({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const places = usePlaces().filter((place) => place.tab === undefined && place.position !== 'page')
  return (
    <BottomSheet open onClose={onClose} title={t('common:action.more')}>
      {[...phases, 'foot' as const].map((position) => {
        const here = places.filter((place) => place.position === position)
        if (here.length === 0) return null
        return (
          <section key={position} className="border-t border-line py-1 first:border-t-0">
            {position !== 'foot' && <h3 className="pt-2 text-small text-ink-faint">{t(`shell:phase.${position}`)}</h3>}
            {here.map((place) => (
              <Row key={place.name} to={place.to} icon={place.icon} onClick={onClose}>
                {t(`shell:nav.${place.name}`)}
              </Row>
            ))}
          </section>
        )
      })}
      <AccountRows onClose={onClose} />
    </BottomSheet>
  )
}

function AccountRows({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const session = useSession()
  const mayWrite = useMay('config.write')
  const signOut = useSignOut()
  return (
    <section className="border-t border-line py-1">
      <Row to="/me" icon={ContactIcon} onClick={onClose}>
        {t('shell:account.contacts')}
      </Row>
      {mayWrite && (
        <Row to="/welcome" icon={WelcomeIcon} onClick={onClose}>
          {t('shell:nav.welcome')}
        </Row>
      )}
      <CustomerRow className={rowStyle} onDone={onClose} />
      <Choices />
      <button type="button" className={rowStyle} onClick={signOut}>
        <SignOutIcon className="size-5 text-ink-faint" aria-hidden />
        {t('shell:account.signOut')}
      </button>
      <p className="text-small text-ink-faint">
        {session?.user.name} · {session?.organization.name} ·{' '}
        {t('shell:account.version', { version: session?.version ?? '' })}
      </p>
    </section>
  )
}

type To = ReturnType<typeof usePlaces>[number]['to'] | '/me'

function Row(props: { to: To; icon: Icon; onClick: () => void; children: ReactNode }) {
  return (
    <Link to={props.to} onClick={props.onClick} className={rowStyle} activeProps={{ className: 'font-medium' }}>
      <props.icon className="size-5 text-ink-faint" aria-hidden />
      <span className="flex-1">{props.children}</span>
      <ChevronRightIcon className="size-4 text-ink-faint" aria-hidden />
    </Link>
  )
}

function Choices() {
  const { t, language } = useText()
  const theme = useTheme()
  const speak = useLanguageChoice()
  const themeNames = {
    system: t('shell:account.themeSystem'),
    light: t('shell:account.themeLight'),
    dark: t('shell:account.themeDark'),
  }
  return (
    <div className="flex flex-col gap-3 py-2">
      <Segments
        label={t('shell:account.language')}
        value={language}
        options={languages.map((value) => ({ value, label: t(`common:language.${value}`) }))}
        onChange={speak}
      />
      <Segments
        label={t('shell:account.theme')}
        value={theme}
        options={themes.map((value) => ({ value, label: themeNames[value] }))}
        onChange={chooseTheme}
      />
    </div>
  )
}
