import { MenuItem } from '../../ui/menu-body.tsx'
import type { Action } from './use-actions.ts'

export default function ActionItems({ actions }: { actions: Action[] }) {
  return actions.map((action) => (
    // The menu gives the focus back to its button first; a field or a dialog takes it after that.
    <MenuItem key={action.id} onSelect={() => setTimeout(action.run)} {...(action.keys ? { hint: action.keys } : {})}>
      <action.icon />
      {action.label}
    </MenuItem>
  ))
}
