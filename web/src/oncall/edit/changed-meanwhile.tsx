import type { ScheduleConfig } from '../../../../contract/config/schedule.ts'
import type { ScheduleView } from '../../../../contract/oncall.ts'
import { differences } from '../../../../rules/oncall/index.ts'
import type { Stored } from '../../api/items.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { DifferenceList } from '../difference-list.tsx'
import { namesIn } from '../schedule/rules-of.ts'
import { draftOf, scheduleOfDraft } from './draft.ts'

interface ChangedProps {
  editor: {
    base: Stored<ScheduleConfig>
    theirs: Stored<ScheduleConfig> | undefined
    keepMine: () => void
    takeTheirs: () => void
  }
  schedule: ScheduleView
}

/** Somebody else saved first: what that changed, and whether to put this over it. Nothing that was typed is lost. */
export function ChangedMeanwhile({ editor, schedule }: ChangedProps) {
  const { t } = useText()
  const hour = 3_600_000
  const now = Math.floor(useNow(60_000) / hour) * hour
  const read = (item: ScheduleConfig) => scheduleOfDraft(draftOf(item, schedule.timezone), schedule.overrides)
  const [before, after] = [read(editor.base.item), editor.theirs && read(editor.theirs.item)]
  const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)
  const list = before && after ? differences(before, after, at(now), at(now + 28 * 24 * hour)) : []
  const names = namesIn(schedule)
  return (
    <Notice tone="caution">
      <p className="font-medium">{t('schedule:meanwhile.title')}</p>
      {list.length > 0 ? (
        <DifferenceList list={list} nameOf={(key) => names.get(key) ?? key} zone={schedule.timezone} />
      ) : (
        <p>{t('schedule:meanwhile.sameDuty')}</p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="small" onClick={editor.keepMine}>
          {t('schedule:meanwhile.keep')}
        </Button>
        <Button size="small" onClick={editor.takeTheirs}>
          {t('schedule:meanwhile.take')}
        </Button>
      </div>
    </Notice>
  )
}
