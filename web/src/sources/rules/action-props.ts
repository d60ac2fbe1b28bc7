import type { RuleActions } from '../../../../contract/config/event-rule.ts'
import type { Faults } from '../../setup/use-item-form.ts'

export interface ActionProps {
  actions: RuleActions
  path: string
  faults: Faults
  onChange: (actions: RuleActions) => void
}
