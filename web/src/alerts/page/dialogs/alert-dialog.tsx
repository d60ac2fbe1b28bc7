import type { DialogName } from '../use-actions.ts'
import { EscalateDialog } from './escalate.tsx'
import { MergeDialog } from './merge.tsx'
import { HelpDialog, ReassignDialog } from './people.tsx'
import type { AlertDialogProps } from './props.ts'
import { SnoozeDialog } from './snooze.tsx'

const dialogs = {
  escalate: EscalateDialog,
  reassign: ReassignDialog,
  help: HelpDialog,
  snooze: SnoozeDialog,
  merge: MergeDialog,
}

/** What asks something back; downloaded when somebody wants one. */
export default function AlertDialog({ name, ...props }: AlertDialogProps & { name: DialogName }) {
  const Chosen = dialogs[name]
  return <Chosen {...props} />
}
