import type { ConfigChange } from '../../../../contract/config/items.ts'
import { named } from '../../alerts/timeline/sentence.ts'
import { useText } from '../../app/i18n.ts'
import { Chip } from '../../ui/chip.tsx'
import { CancelledIcon, CreateIcon, DoneIcon, NoteIcon } from '../../ui/icons.ts'

const signByAction = {
  create: { tone: 'resolved', icon: CreateIcon },
  update: { tone: 'acknowledged', icon: NoteIcon },
  remove: { tone: 'triggered', icon: CancelledIcon },
} as const

/** What a file changes, list by list: what is new, what goes, and of the rest which fields differ. */
export function Changes({ changes }: { changes: readonly ConfigChange[] }) {
  const { t, has } = useText()
  if (changes.length === 0) {
    return (
      <p className="flex items-center gap-2 text-resolved">
        <DoneIcon className="size-4" aria-hidden />
        {t('settings:apply.same')}
      </p>
    )
  }
  const nouns = [...new Set(changes.map(({ noun }) => noun))]
  return (
    <div className="flex flex-col gap-3">
      {nouns.map((noun) => (
        <section key={noun}>
          <h3 className="text-small text-ink-faint">{named('settings:noun', noun, has, t)}</h3>
          <ul aria-label={named('settings:noun', noun, has, t)}>
            {changes
              .filter((change) => change.noun === noun)
              .map((change) => (
                <ChangeRow key={`${change.action} ${change.key}`} change={change} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function ChangeRow({ change }: { change: ConfigChange }) {
  const { t } = useText()
  const { tone, icon } = signByAction[change.action]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5">
      <Chip tone={tone} icon={icon} bare className="w-28">
        {t(`settings:change.${change.action}`)}
      </Chip>
      <code className="font-mono text-small">{change.key}</code>
      {change.fields.length > 0 && (
        <span className="text-small text-ink-soft">
          {t('settings:change.fields')} <code className="font-mono">{change.fields.join(', ')}</code>
        </span>
      )}
    </li>
  )
}
