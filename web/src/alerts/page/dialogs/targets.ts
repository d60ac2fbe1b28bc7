import { useQuery } from '@tanstack/react-query'
import { namesOf } from '../../../api/names.ts'
import type { Named } from '../../../api/types.ts'
import { useText } from '../../../app/i18n.ts'
import type { Option } from '../../../ui/combobox/options.ts'

/** Whom one can ask, by what the server calls them: people first, then teams, then whoever is on call, then policies. */
export function useTargets(): { options: Option[]; nameOf: (target: string) => string } {
  const { t } = useText()
  const users = useQuery(namesOf.users).data
  const teams = useQuery(namesOf.teams).data
  const schedules = useQuery(namesOf.schedules).data
  const policies = useQuery(namesOf.policies).data
  const of = (kind: 'user' | 'team' | 'schedule' | 'policy', named: readonly Named[] = []) =>
    named.map(({ key, name }) => ({ value: `${kind}:${key}`, label: name, hint: t(`alertwork:target.${kind}`) }))
  const options = [...of('user', users), ...of('team', teams), ...of('schedule', schedules), ...of('policy', policies)]
  return { options, nameOf: (target) => options.find((option) => option.value === target)?.label ?? target }
}
