import { useText } from '../app/i18n.ts'
import { barHeights } from './list-view.ts'

const barWidth = 3
const gap = 1
const height = 18

/** The events of the last day by hour. A picture beside the number that says it. */
export function HourBars({ counts }: { counts: readonly number[] }) {
  const { t } = useText()
  const total = counts.reduce((sum, count) => sum + count, 0)
  const width = counts.length * (barWidth + gap)
  return (
    <svg
      role="img"
      aria-label={t('sources:eventsCount', { count: total })}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="shrink-0"
    >
      <rect y={height - 1} width={width} height={1} className="fill-line" />
      {barHeights(counts).map((share, index) => (
        <rect
          key={index}
          x={index * (barWidth + gap)}
          y={height - share * height}
          width={barWidth}
          height={share * height}
          className="fill-ink-faint"
        />
      ))}
    </svg>
  )
}
