import { Dialog } from '../../ui/dialog.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useText, type TextKey } from '../i18n.ts'

const groups: { title: TextKey; rows: [string, TextKey][] }[] = [
  {
    title: 'shell:shortcuts.general',
    rows: [
      ['g a', 'shell:shortcuts.goAlerts'],
      ['g o', 'shell:shortcuts.goOncall'],
      ['g h', 'shell:shortcuts.goHeartbeats'],
      ['g s', 'shell:shortcuts.goSources'],
      ['g x', 'shell:shortcuts.goSandbox'],
      ['c', 'shell:shortcuts.create'],
      ['?', 'shell:shortcuts.help'],
    ],
  },
  {
    title: 'shell:shortcuts.list',
    rows: [
      ['j', 'shell:shortcuts.down'],
      ['k', 'shell:shortcuts.up'],
      ['Enter', 'shell:shortcuts.open'],
      ['/', 'shell:shortcuts.search'],
    ],
  },
  {
    title: 'shell:shortcuts.alert',
    rows: [
      ['a', 'shell:shortcuts.acknowledge'],
      ['r', 'shell:shortcuts.resolve'],
      ['u', 'shell:shortcuts.undo'],
      ['e', 'shell:shortcuts.escalate'],
      ['n', 'shell:shortcuts.note'],
      ['Esc', 'shell:shortcuts.back'],
    ],
  },
]

export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText()
  return (
    <Dialog open={open} onClose={onClose} title={t('shell:shortcuts.title')}>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 text-small text-ink-faint">{t(group.title)}</h3>
            <ul>
              {group.rows.map(([keys, text]) => (
                <li key={keys} className="flex min-h-7 items-center justify-between gap-3">
                  {t(text)}
                  <span className="sr-only">{keys.replace(' ', ` ${t('shell:shortcuts.then')} `)}</span>
                  <KeyHint keys={keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
