import { useText } from '../../app/i18n.ts'
import { Notice } from '../../ui/notice.tsx'
import { cautionsOf, type Reachable, type Rule } from './lanes.ts'

/** What would not go as one may think. For alerts that can wait, one channel is enough. */
export function Cautions(props: { rules: readonly Rule[]; contacts: readonly Reachable[]; isHigh: boolean }) {
  const { t } = useText()
  const { rules, contacts, isHigh } = props
  const cautions = cautionsOf(rules, contacts).filter((one) => isHigh || one === 'none' || one === 'unusable')
  return cautions.map((caution) => (
    <Notice key={caution} tone={caution === 'unusable' ? 'caution' : 'info'} className="mt-3">
      {t(`me:rules.caution.${caution}`)}
    </Notice>
  ))
}
