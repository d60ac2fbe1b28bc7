import { startAlertmanager } from '../e2e/interop/programs.ts'
import type { Side } from './side.ts'

/**
 * Prometheus' Alertmanager, without a cluster. `pages`: each alert is a group of its own that is sent at once to the webhook;
 * otherwise its usual grouping, so that intake is measured and not sending.
 */
export async function startReference(program: string, sinkUrl: string, { pages }: { pages: boolean }): Promise<Side> {
  const receiver = { webhook_configs: [{ url: sinkUrl, send_resolved: false }] }
  const route = pages ? { group_by: ['...'] } : { group_wait: '30s', group_interval: '5m' }
  const { url, pid, kill } = await startAlertmanager(program, receiver, route)
  return { name: 'Alertmanager', urls: [`${url}/api/v2/alerts`], pids: [pid], stop: kill }
}
