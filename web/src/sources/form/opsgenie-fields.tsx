import type { SourceConfig } from '../../../../contract/config/source.ts'
import { useText } from '../../app/i18n.ts'
import { CheckBox } from '../../ui/choice.tsx'

type Options = NonNullable<SourceConfig['opsgenie']>
type Right = NonNullable<Options['rights']>[number]

const rights: readonly Right[] = ['onCall', 'people', 'overrides']

interface OpsgenieFieldsProps {
  value: Options | undefined
  onChange: (value: Options | undefined) => void
}

/** What the key may do beyond the alerts and heartbeats of its own source. */
export function OpsgenieFields({ value, onChange }: OpsgenieFieldsProps) {
  const { t } = useText()
  const granted = value?.rights ?? []
  const put = (right: Right, isGranted: boolean) => {
    const next = rights.filter((one) => (one === right ? isGranted : granted.includes(one)))
    onChange(next.length > 0 ? { rights: next } : undefined)
  }
  return (
    <div className="flex flex-col gap-2">
      {rights.map((right) => (
        <CheckBox
          key={right}
          label={t(`sources:form.opsgenie.${right}`)}
          hint={t(`sources:form.opsgenie.${right}Hint`)}
          checked={granted.includes(right)}
          onChange={(checked) => put(right, checked)}
        />
      ))}
    </div>
  )
}
