import type { FieldFault } from '../../api/client.ts'
import { useText } from '../../app/i18n.ts'
import { cn } from '../../ui/class-names.ts'
import { Notice } from '../../ui/notice.tsx'
import { excerpt } from './places.ts'

interface MistakesProps {
  faults: FieldFault[]
  text: string
  onLine: (line: number) => void
}

/** Each mistake beside the lines in which it stands. The words are the server's, in the language of the console where it has them, else in English. */
export function Mistakes({ faults, text, onLine }: MistakesProps) {
  const { t } = useText()
  return (
    <>
      <Notice tone="problem">{t('settings:mistakes.title', { count: faults.length })}</Notice>
      <ul className="mt-2">
        {faults.map((fault, index) => (
          <li key={index} className="border-b border-line py-2">
            <p lang={fault.language ?? 'en'}>{fault.message}</p>
            {fault.line === undefined ? (
              <code className="font-mono text-small text-ink-faint">{fault.field}</code>
            ) : (
              <Place fault={fault} line={fault.line} text={text} onLine={onLine} />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Place({
  fault,
  line,
  text,
  onLine,
}: { fault: FieldFault; line: number } & Pick<MistakesProps, 'text' | 'onLine'>) {
  const { t } = useText()
  return (
    <>
      <button
        type="button"
        className="min-h-6 text-small text-accent underline max-md:min-h-11"
        onClick={() => onLine(line)}
      >
        {t('settings:mistakes.place', { line, column: fault.column ?? 1 })}
      </button>
      <pre
        tabIndex={0}
        role="group"
        aria-label={t('settings:mistakes.place', { line, column: fault.column ?? 1 })}
        className="mt-1 overflow-x-auto rounded-md border border-line bg-sunken py-1 font-mono text-small"
      >
        {excerpt(text, line).map(({ number, text: content, isIt }) => (
          <span key={number} className={cn('block px-2', isIt && 'bg-triggered-soft font-medium text-triggered')}>
            <span className="mr-3 inline-block w-8 text-right text-ink-faint select-none">{number}</span>
            {content}
          </span>
        ))}
      </pre>
    </>
  )
}
