import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { useMay, useSession } from '../app/session.ts'
import { CallIncomingIcon } from '../ui/icons.ts'
import { peopleQuery } from './queries.ts'

/** A phone rings wherever its owner is looking; so does the simulated one. */
export function RingingPill() {
  const { t } = useText()
  const session = useSession()
  const isThere = useRouterState({ select: (state) => state.location.pathname.startsWith('/sandbox') })
  const { data } = useQuery({ ...peopleQuery, enabled: useMay('sandbox.use') })
  const me = data?.items.find((person) => person.key === session?.user.key)
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-36 z-30 flex justify-center md:right-5 md:bottom-5 md:left-auto"
    >
      {me?.ringing && !isThere && (
        <p className="pointer-events-auto flex items-center gap-3 rounded-lg border border-simulation-line bg-simulation-soft py-2 pr-2 pl-4 text-simulation shadow-float">
          <CallIncomingIcon className="size-5 animate-pulse" aria-hidden />
          {t('shell:ringing.text')}
          <Link
            to="/sandbox/$person"
            params={{ person: me.key }}
            className="inline-flex min-h-8 items-center rounded-md border border-simulation-line bg-surface px-3 font-medium text-ink hover:bg-hover max-md:min-h-11"
          >
            {t('shell:ringing.open')}
          </Link>
        </p>
      )}
    </div>
  )
}
