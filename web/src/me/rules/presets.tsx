import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { preset, presetNames, type Reachable, type Rule } from './lanes.ts'

/** Ways to begin that fit the person's contacts. */
export function Presets({ contacts, onChoose }: { contacts: readonly Reachable[]; onChoose: (rules: Rule[]) => void }) {
  const { t } = useText()
  const offered = presetNames.flatMap((name) => {
    const rules = preset(name, contacts)
    return rules ? [{ name, rules }] : []
  })
  if (offered.length === 0) return null
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <span className="text-small text-ink-faint">{t('me:rules.presets.label')}</span>
      {offered.map(({ name, rules }) => (
        <Button key={name} size="small" onClick={() => onChoose(rules)}>
          {t(`me:rules.presets.${name}`)}
        </Button>
      ))}
    </div>
  )
}
