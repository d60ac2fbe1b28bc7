import { useMay, useSession } from '../../app/session.ts'

/** Whose overrides the viewer may enter, change and remove: a responder the own ones, a manager everybody's. */
export function useMayEnter(): (userKey: string) => boolean {
  const session = useSession()
  const mayForAll = useMay('oncall.write')
  const mayTake = useMay('oncall.take')
  return (userKey) => mayForAll || (mayTake && session?.user.key === userKey)
}
