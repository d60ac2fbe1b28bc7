import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A monitoring system as a process of its own, on loopback, with nothing but what the test gives it. */
export interface Program {
  url: string
  pid: number
  /** Ends it at once and takes its files away. */
  kill(): Promise<void>
}

/** Prometheus looks and sends every few seconds; unrenewed alerts end 4 x `resend` after the last sending (wire A03). */
const resend = '3s'

export interface PrometheusSettings {
  /** Where the metric is read from, as host and port. */
  metrics: string
  /** Where alerts go: as Alertmanagers, each with its path prefix. */
  alertmanagers: { target: string; pathPrefix?: string }[]
  rule: object
}

/** JSON is YAML: Prometheus reads its files all the same. */
export async function startPrometheus(program: string, settings: PrometheusSettings): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'pikett-prometheus-'))
  const rules = join(folder, 'rules.yaml')
  writeFileSync(rules, JSON.stringify({ groups: [{ name: 'test', rules: [settings.rule] }] }))
  const config = join(folder, 'prometheus.yaml')
  const every = { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' }
  const content = {
    global: every,
    rule_files: [rules],
    scrape_configs: [{ job_name: 'test', static_configs: [{ targets: [settings.metrics] }] }],
    alerting: {
      alertmanagers: settings.alertmanagers.map(({ target, pathPrefix }) => ({
        api_version: 'v2',
        path_prefix: pathPrefix ?? '/',
        static_configs: [{ targets: [target] }],
      })),
    },
  }
  writeFileSync(config, JSON.stringify(content))
  const address = `127.0.0.1:${await freePort()}`
  const storage = [`--storage.tsdb.path=${join(folder, 'data')}`, `--rules.alert.resend-delay=${resend}`]
  return run(program, folder, address, [`--config.file=${config}`, `--web.listen-address=${address}`, ...storage])
}

/** `receiver` gets every alert at once, and again when it is over, unless `routing` says otherwise. */
export async function startAlertmanager(program: string, receiver: object, routing: object = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'pikett-alertmanager-'))
  const config = join(folder, 'alertmanager.yaml')
  const route = {
    receiver: 'pikett',
    group_by: ['alertname'],
    group_wait: '0s',
    group_interval: '1s',
    repeat_interval: '4h',
    ...routing,
  }
  writeFileSync(config, JSON.stringify({ route, receivers: [{ name: 'pikett', ...receiver }] }))
  const address = `127.0.0.1:${await freePort()}`
  const alone = ['--cluster.listen-address=', `--storage.path=${join(folder, 'data')}`]
  return run(program, folder, address, [`--config.file=${config}`, `--web.listen-address=${address}`, ...alone])
}

/** Debian's Alertmanager reads its templates from here and nowhere else. */
const templates = '/usr/share/prometheus/alertmanager/default.tmpl'

/**
 * A package that is unpacked and not installed has its templates beside it: the program sees them in their place, in a view
 * of the file system that is its own (Linux).
 */
function inItsPlace(program: string, args: string[]): [file: string, args: string[]] {
  const share = join(dirname(program), '../share')
  if (existsSync(templates) || !existsSync(join(share, templates.slice('/usr/share/'.length)))) return [program, args]
  const identity = process.getuid?.() === 0 ? [] : ['--map-root-user']
  const steps = 'mount --bind "$1" /usr/share && shift && exec "$@"'
  return ['unshare', [...identity, '--mount', '--', 'sh', '-c', steps, 'sh', share, program, ...args]]
}

async function run(program: string, folder: string, address: string, args: string[]): Promise<Program> {
  const child = spawn(...inItsPlace(program, args), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)))
  }
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `http://${address}`
  if (!(await becomesReady(child, url))) {
    await kill()
    throw new Error(`${program} did not become ready:\n${said}`)
  }
  return { url, pid: child.pid ?? 0, kill }
}

async function becomesReady(child: ChildProcess, url: string): Promise<boolean> {
  const endMs = performance.now() + 60_000
  while (performance.now() < endMs && child.exitCode === null) {
    const response = await fetch(`${url}/-/ready`).catch(() => undefined)
    if (response?.ok) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
