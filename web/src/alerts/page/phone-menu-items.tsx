import type { AlertDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { DoneIcon, EscalateIcon, NoteIcon } from '../../ui/icons.ts'
import { MenuItem } from '../../ui/menu-body.tsx'
import { canEscalate, type useAnswers } from '../answers.ts'

export interface ActionsProps {
  alert: AlertDetail
  answers: ReturnType<typeof useAnswers>
  onNote: () => void
}

export default function PhoneMenuItems({ alert, answers, onNote }: ActionsProps) {
  const { t } = useText()
  return (
    <>
      {alert.status === 'triggered' && (
        <MenuItem onSelect={() => answers.resolve(alert)}>
          <DoneIcon />
          {t('alerts:action.resolve')}
        </MenuItem>
      )}
      {canEscalate(alert) && (
        <MenuItem onSelect={() => answers.escalate(alert)}>
          <EscalateIcon />
          {t('alerts:action.escalate')}
        </MenuItem>
      )}
      {/* The menu gives the focus back to its button first. */}
      <MenuItem onSelect={() => setTimeout(onNote)}>
        <NoteIcon />
        {t('alerts:action.note')}
      </MenuItem>
    </>
  )
}
