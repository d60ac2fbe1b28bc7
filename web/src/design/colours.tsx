import { Row, Sample } from './sample.tsx'

const grounds = ['bg-ground', 'bg-surface', 'bg-sunken', 'bg-hover', 'bg-accent-soft']
const states = [
  'border-triggered-line bg-triggered-soft text-triggered',
  'border-acknowledged-line bg-acknowledged-soft text-acknowledged',
  'border-resolved-line bg-resolved-soft text-resolved',
  'border-quiet-line bg-quiet-soft text-quiet',
  'border-maintenance-line bg-maintenance-soft text-maintenance',
  'border-simulation-line bg-simulation-soft text-simulation hatched',
]

export function Colours() {
  return (
    <>
      <Sample
        name="Colours"
        text="Colour means state and nothing else; the accent marks what can be pressed. Ink on every ground holds AA, the summary of an alert AAA."
      >
        {grounds.map((ground) => (
          <div key={ground} className={`flex flex-wrap gap-4 rounded border border-line px-3 py-2 ${ground}`}>
            <code className="w-32 font-mono text-small">{ground}</code>
            <span>Ink</span>
            <span className="text-ink-soft">Soft</span>
            <span className="text-ink-faint">Faint</span>
            <span className="text-accent underline">Accent</span>
          </div>
        ))}
        <Row>
          {states.map((state) => (
            <span key={state} className={`rounded border px-2 ${state}`}>
              {/bg-(\w+)-soft/.exec(state)?.[1]}
            </span>
          ))}
        </Row>
      </Sample>
      <Sample
        name="Type"
        text="Inter, five sizes, two weights; figures that change keep their width. On a phone the body is 16 px, so that no field zooms."
      >
        <p className="text-summary font-semibold">Summary: ERP is unreachable</p>
        <p className="text-title font-semibold">Title of a view</p>
        <p className="text-large">Large: the first sentence of an empty view</p>
        <p>Body: Bob is called in 4:18 unless somebody acknowledges.</p>
        <p className="text-small text-ink-soft">Small: column heads, hints, times</p>
        <p className="font-mono text-small">Mono: web-07 · disk_full · 17e9</p>
      </Sample>
    </>
  )
}
