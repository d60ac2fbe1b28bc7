import { useState } from 'react'
import { useText } from '../../app/i18n.ts'
import { Section } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import { platformOf, platforms, type Platform } from './platform.ts'

const steps = ['one', 'two', 'three'] as const

/** How Pikett gets onto a device, and what lets a page through at night. */
export function InstallGuide() {
  const { t } = useText()
  const [platform, setPlatform] = useState<Platform>(() => platformOf(navigator.userAgent))
  return (
    <Section title={t('me:guide.title')} className="mt-6">
      <Segments
        label={t('me:guide.platform')}
        isLabelHidden
        value={platform}
        options={platforms.map((value) => ({ value, label: t(`me:guide.${value}.name`) }))}
        onChange={setPlatform}
      />
      <ol className="mt-4 flex max-w-prose list-decimal flex-col gap-2 pl-5 marker:text-ink-faint">
        {steps.map((step) => (
          <li key={step}>{t(`me:guide.${platform}.${step}`)}</li>
        ))}
      </ol>
      <h3 className="mt-5 mb-1 font-medium">{t('me:guide.night')}</h3>
      <p className="max-w-prose text-ink-soft">{t(`me:guide.${platform}.night`)}</p>
    </Section>
  )
}
