import { withoutSlash } from './adapters/adapter.ts'
import type { IntakeResponse } from './adapters/adapter.ts'
import { jsonResponse } from './adapters/adapter.ts'

const ok: IntakeResponse = { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'OK' }

/** What clients of an Alertmanager ask before they send (wire A03, "Other endpoints"). */
export function answerProbe(method: string, path: string, startedAt: Temporal.Instant): IntakeResponse | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  switch (withoutSlash(path)) {
    case '/-/healthy':
    case '/-/ready':
      return ok
    case '/api/v2/status':
      return jsonResponse(200, {
        cluster: { status: 'disabled', peers: [] },
        // Tools compare this with the versions of Alertmanager that they know.
        versionInfo: { version: '0.28.0', revision: '', branch: '', buildUser: 'pikett', buildDate: '', goVersion: '' },
        config: { original: '' },
        uptime: startedAt.toString(),
      })
    default:
      return undefined
  }
}
