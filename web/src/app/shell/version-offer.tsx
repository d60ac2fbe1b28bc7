import { Button } from '../../ui/button.tsx'
import { NewVersionIcon } from '../../ui/icons.ts'
import { useText } from '../i18n.ts'

/** Offers to read the page of the version that answers now. */
export function VersionOffer() {
  const { t } = useText()
  return (
    <p className="pointer-events-auto flex w-full max-w-lg items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 text-ink md:w-auto md:shadow-float">
      <NewVersionIcon className="size-4 shrink-0" aria-hidden />
      {t('shell:live.newVersion')}
      <Button size="small" onClick={() => location.reload()}>
        {t('shell:live.reload')}
      </Button>
    </p>
  )
}
