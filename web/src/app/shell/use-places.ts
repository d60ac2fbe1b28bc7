import { useSession } from '../session.ts'
import { places, type Place } from './navigation.ts'

/** The places that this person may see, in the order of the rail. */
export function usePlaces(): Place[] {
  const session = useSession()
  return places.filter((place) => session && (!place.permission || session.can[place.permission]))
}
