import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const ground = JSON.stringify(join(import.meta.dirname, '../bin/ground.mjs'))
const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** A launcher that runs `program` as the server is run, and what both print. */
function launch(
  program: string,
  throughNpm = false,
): {
  launcher: ChildProcess
  says: (words: string) => Promise<string>
  exit: Promise<number | null>
} {
  const code = `
    import { run } from ${ground}
    process.exitCode = await run(['-e', ${JSON.stringify(program)}], { channel: true })`
  const words = ['--input-type=module', '-e', code]
  // npm puts a shell between itself and what it runs, and says so in the environment.
  const shell = ['-c', '"$0" "$@"; exit $?', process.execPath, ...words]
  const launcher = spawn(throughNpm ? 'sh' : process.execPath, throughNpm ? shell : words, {
    env: { ...process.env, ...(throughNpm && { npm_lifecycle_event: 'start' }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(launcher)
  let said = ''
  const says = (words: string) =>
    new Promise<string>((resolve) => {
      const look = () => said.includes(words) && resolve(said)
      launcher.stdout.on('data', look)
      look()
    })
  launcher.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  return { launcher, says, exit: new Promise((resolve) => launcher.on('close', (exitCode) => resolve(exitCode))) }
}

const ready = 'setInterval(() => {}, 1000); console.log("ready")'

test('the exit code of the program becomes ours', async () => {
  expect(await launch('process.exit(7)').exit).toBe(7)
})

test('a signal that arrives twice at once, from the terminal and from npm, reaches the program once', async () => {
  const { launcher, says, exit } = launch(
    `let n = 0; process.on('SIGINT', () => { n += 1; setTimeout(() => { console.log('signals: ' + n); process.exit(0) }, 200) }); ${ready}`,
  )
  await says('ready')
  launcher.kill('SIGINT')
  launcher.kill('SIGINT')
  expect(await says('signals:')).toContain('signals: 1')
  expect(await exit).toBe(0)
})

test('a program whose launcher is killed is told so and can stop by itself', async () => {
  const { launcher, says } = launch(
    `process.once('disconnect', () => { console.log('told'); process.exit(0) }); ${ready}`,
  )
  await says('ready')
  launcher.kill('SIGKILL')
  expect(await says('told')).toContain('told')
})

test('a program that has nothing left to do ends, although it listens for the loss of its launcher', async () => {
  expect(await launch(`process.on('disconnect', () => {})`).exit).toBe(0)
})

test('when npm is killed the program is asked to stop', async () => {
  const { launcher, says } = launch(
    `process.once('SIGTERM', () => { console.log('asked'); process.exit(0) }); ${ready}`,
    true,
  )
  await says('ready')
  launcher.kill('SIGKILL')
  expect(await says('asked')).toContain('asked')
})
