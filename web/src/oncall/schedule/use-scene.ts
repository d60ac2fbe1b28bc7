import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { tonesOf } from '../tones.ts'
import type { Scene } from '../timeline/scene.ts'
import { dateAt, spanOf } from '../timeline/span.ts'
import type { ScheduleSearch } from './search.ts'

interface SceneOptions extends Pick<Scene, 'onChoose' | 'onOverride' | 'zone'> {
  search: ScheduleSearch
  /** Keys of everybody in it. */
  people: Iterable<string>
}

/** What is seen of a schedule, as the address says, on the viewer's clock. */
export function useScheduleScene({ search, people, ...rest }: SceneOptions): Scene {
  const { timezone } = useViewer()
  const now = useNow(60_000)
  const view = search.view ?? 'week'
  const span = spanOf(view, search.date ?? dateAt(now, timezone), timezone)
  return { view, span, now, toneOf: tonesOf(people), ...rest }
}
