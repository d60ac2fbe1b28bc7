import { useNavigate } from '@tanstack/react-router'
import { useText } from '../../app/i18n.ts'
import { CopyIcon, RemoveIcon } from '../../ui/icons.ts'
import { MenuItem, MenuLine } from '../../ui/menu-body.tsx'

/** What is rarely done with a schedule. */
export function ScheduleMenu({ schedule, onRemove }: { schedule: string; onRemove: () => void }) {
  const { t } = useText()
  const navigate = useNavigate()
  return (
    <>
      <MenuItem onSelect={() => void navigate({ to: '/new/schedule', search: { from: schedule } })}>
        <CopyIcon aria-hidden />
        {t('schedule:duplicate')}
      </MenuItem>
      <MenuLine />
      <MenuItem onSelect={onRemove}>
        <RemoveIcon aria-hidden />
        {t('schedule:remove.action')}
      </MenuItem>
    </>
  )
}
