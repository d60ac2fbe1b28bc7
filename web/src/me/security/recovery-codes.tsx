import { useText } from '../../app/i18n.ts'
import { useSession } from '../../app/session.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DownloadIcon } from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'

/** Shown this once. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useText()
  const session = useSession()
  const file = [t('security:codes.fileHead', { email: session?.user.email ?? '' }), '', ...codes, ''].join('\n')
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="caution">{t('security:codes.once')}</Notice>
      <ul aria-label={t('security:codes.title')} className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono text-large">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <CopyButton text={codes.join('\n')} what={t('security:codes.title')} />
        <a
          className={buttonStyle({})}
          download="pikett-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
        >
          <DownloadIcon aria-hidden />
          {t('security:codes.download')}
        </a>
        <Button look="primary" onClick={onClose}>
          {t('security:codes.kept')}
        </Button>
      </div>
    </div>
  )
}
