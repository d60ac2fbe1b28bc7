import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FactorCoverage } from '../../../../contract/sign-in.ts'
import { useText } from '../../app/i18n.ts'
import { useSession } from '../../app/session.ts'
import { CheckBox } from '../../ui/choice.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { factorCoverageQuery } from '../queries.ts'
import type { OrganizationFormState } from './use-organization-form.ts'
import { namesOf } from './names-of.ts'

interface SecondFactorFieldsProps {
  form: OrganizationFormState
  /** As it is saved. */
  wasOn: boolean
}

/** Whether everybody needs a second factor, and what that means for whom before it is saved. */
export function SecondFactorFields({ form, wasOn }: SecondFactorFieldsProps) {
  const { t } = useText()
  const own = useSession()?.user.key
  const { data } = useQuery(factorCoverageQuery)
  const isOn = form.values.requireSecondFactor === 'on'
  const lacksOwn = !wasOn && data?.without.some(({ key }) => key === own) === true
  const fault = form.faults.requireSecondFactor
  return (
    <Section title={t('settings:secondFactor.title')}>
      <p className="mb-3 max-w-2xl text-ink-soft">{t('settings:secondFactor.text')}</p>
      <CheckBox
        label={t('settings:secondFactor.required')}
        checked={isOn}
        disabled={lacksOwn && !isOn}
        onChange={(checked) => form.set('requireSecondFactor', checked ? 'on' : 'off')}
        className="py-1.5"
      />
      {lacksOwn && (
        <Notice tone="info" className="mt-2 max-w-2xl">
          {t('settings:secondFactor.own')}{' '}
          <Link to="/me" search={{ tab: 'security' }} className="underline">
            {t('settings:secondFactor.ownLink')}
          </Link>
        </Notice>
      )}
      {data && <Consequence coverage={data} isOn={isOn} wasOn={wasOn} />}
      {fault && <p className="mt-1 text-small text-triggered">{fault}</p>}
    </Section>
  )
}

function Consequence({ coverage, isOn, wasOn }: { coverage: FactorCoverage; isOn: boolean; wasOn: boolean }) {
  const { t, language } = useText()
  const { total, without } = coverage
  if (without.length === 0) return <p className="mt-1 text-small text-ink-faint">{t('settings:secondFactor.all')}</p>
  const names = namesOf(without, language)
  const values = { count: without.length, total, names }
  if (isOn && !wasOn) {
    return (
      <Notice tone="caution" className="mt-2 max-w-2xl">
        {t('settings:secondFactor.consequence', values)}
      </Notice>
    )
  }
  return (
    <p className="mt-1 max-w-2xl text-small text-ink-faint">
      {t(wasOn ? 'settings:secondFactor.waiting' : 'settings:secondFactor.without', values)}
    </p>
  )
}
