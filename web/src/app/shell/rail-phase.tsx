import { ChevronDownIcon } from '../../ui/icons.ts'
import { useText } from '../i18n.ts'
import { isTextList, useRemembered } from '../remembered.ts'
import type { phases, Place } from './navigation.ts'
import { RailLink } from './rail-link.tsx'

/** A phase of the work with its places. Folded ones stay folded; without room for its name it is always open. */
export function RailPhase({ phase, places }: { phase: (typeof phases)[number]; places: Place[] }) {
  const { t } = useText()
  const [folded, setFolded] = useRemembered<string[]>('rail.folded', [], isTextList)
  if (places.length === 0) return null
  const isFolded = folded.includes(phase)
  const toggle = () => setFolded(isFolded ? folded.filter((name) => name !== phase) : [...folded, phase])
  return (
    <div>
      <button
        type="button"
        aria-expanded={!isFolded}
        onClick={toggle}
        className="group/phase flex min-h-6 w-full items-center gap-1 rounded px-2 text-left text-small text-ink-faint hover:text-ink max-lg:hidden group-data-[narrow=true]/rail:hidden"
      >
        <span className="flex-1">{t(`shell:phase.${phase}`)}</span>
        <ChevronDownIcon
          aria-hidden
          className={`size-3.5 transition-transform ${isFolded ? '-rotate-90' : 'opacity-0 group-hover/phase:opacity-100 group-focus-visible/phase:opacity-100'}`}
        />
      </button>
      <ul className={`flex flex-col gap-0.5 ${isFolded ? 'lg:hidden group-data-[narrow=true]/rail:lg:flex' : ''}`}>
        {places.map((place) => (
          <li key={place.name}>
            <RailLink place={place} />
          </li>
        ))}
      </ul>
    </div>
  )
}
