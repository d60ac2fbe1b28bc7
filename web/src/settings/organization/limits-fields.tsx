import { limitsOf } from '../../../../rules/notifications/limits.ts'
import { useText } from '../../app/i18n.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Input } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import type { OrganizationFormState } from './use-organization-form.ts'
import { limitedChannels } from './values.ts'

/** How much a person can bear, and an account at a provider; what stands grey is the default. */
export function LimitsFields({ form }: { form: OrganizationFormState }) {
  const { t } = useText()
  return (
    <Section title={t('settings:limits.title')}>
      <p className="mb-2 max-w-2xl text-ink-soft">{t('settings:limits.text')}</p>
      <Disclosure summary={t('settings:limits.show')}>
        <table className="mt-2 w-full max-w-2xl text-left">
          <thead className="text-small text-ink-faint">
            <tr>
              <th scope="col" className="py-1 pr-3 font-normal">
                {t('settings:limits.channel')}
              </th>
              <th scope="col" className="py-1 pr-3 font-normal">
                {t('settings:limits.contact')}
              </th>
              <th scope="col" className="py-1 font-normal">
                {t('settings:limits.organization')}
              </th>
            </tr>
          </thead>
          <tbody>
            {limitedChannels.map((channel) => (
              <tr key={channel} className="border-t border-line">
                <th scope="row" className="py-1.5 pr-3 font-medium">
                  {t(`common:channel.${channel}`)}
                </th>
                <td className="py-1.5 pr-3">
                  <LimitInput form={form} channel={channel} kind="contact" />
                </td>
                <td className="py-1.5">
                  <LimitInput form={form} channel={channel} kind="organization" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </Section>
  )
}

interface LimitInputProps {
  form: OrganizationFormState
  channel: (typeof limitedChannels)[number]
  kind: 'contact' | 'organization'
}

function LimitInput({ form, channel, kind }: LimitInputProps) {
  const { t } = useText()
  const name = `messageLimits.${channel}.${kind}` as const
  const usual = limitsOf(channel, {})?.[kind]
  const fault = form.faults[name]
  return (
    <>
      <Input
        {...form.bind(name)}
        inputMode="numeric"
        aria-label={`${t(`common:channel.${channel}`)}: ${t(`settings:limits.${kind}`)}`}
        aria-invalid={fault ? true : undefined}
        placeholder={usual === undefined ? t('settings:limits.none') : `${usual}`}
        onChange={(event) => form.set(name, event.target.value.replaceAll(/\D/g, ''))}
        className="w-28 tabular-nums"
      />
      {fault && <p className="text-small text-triggered">{fault}</p>}
    </>
  )
}
