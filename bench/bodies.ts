/** How the alerts of a run differ: repeats come from a fixed set again and again, new ones are never seen twice. */
export interface Supply {
  kind: 'repeats' | 'new'
  /** Makes the alerts of this run differ from those of every other. */
  run: string
  /** Alerts in one request. */
  perRequest: number
  /** Repeats: how many alerts there are. */
  distinct: number
}

/** As Prometheus does: four times its default resend delay (wire A03). */
const endsAfterMs = 4 * 60_000

const startsAt = '2026-01-05T02:00:00.000Z'

/** An alert as Prometheus sends it; `name` stands in the labels, so that it is an alert of its own, and in the summary. */
function alertOf(name: string, endsAt: string): string {
  return (
    `{"labels":{"alertname":"HighErrorRate","instance":"${name}","job":"api","severity":"critical","cluster":"eu-1","team":"netops"},` +
    `"annotations":{"summary":"Many errors on ${name}","description":"More than 5% of the requests of ${name} have failed for ten minutes.",` +
    `"runbook_url":"https://runbooks.example.test/high-error-rate"},"startsAt":"${startsAt}","endsAt":"${endsAt}",` +
    `"generatorURL":"http://prometheus.example.test:9090/graph?g0.expr=rate&g0.tab=1"}`
  )
}

/** Makes the body of the next request each time it is called. The end moves on as it does with a real sender. */
export function createSupply({ kind, run, perRequest, distinct }: Supply): () => { body: string; names: string[] } {
  let sent = 0
  return () => {
    const endsAt = Temporal.Now.instant().add({ milliseconds: endsAfterMs }).toString({ smallestUnit: 'millisecond' })
    const names = Array.from({ length: perRequest }, () => {
      const number = sent++
      return `${run}-${kind === 'new' ? number : number % distinct}`
    })
    return { body: `[${names.map((name) => alertOf(name, endsAt)).join(',')}]`, names }
  }
}
