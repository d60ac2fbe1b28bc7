import { ask } from './ask.ts'
import type { History, Stop, Target } from './history.ts'
import type { Installation, Running } from './installation.ts'
import { nowMs } from './moment.ts'
import { stopWithinMs } from './verdicts/processes.ts'

/** Starts, kills and stops Pikett, and writes down how that went. */
export interface Operator {
  /** Starts it unless it runs, and waits until it is ready. */
  start(): Promise<void>
  /** Starts it and kills it while it is still starting. */
  killWhileStarting(target: Target, afterMs: () => Promise<void>): Promise<void>
  kill(target: Target): Promise<void>
  /** Asks it to stop and waits for its end. */
  stop(): Promise<void>
  /** Whatever happened: nothing of it runs afterwards. */
  end(): Promise<void>
  /** What it says of itself at this moment. */
  isReady(): Promise<boolean>
  leftovers(): string[]
  said(): string
}

export function createOperator(installation: Installation, history: History): Operator {
  const pids: number[] = []
  let running: Running | undefined
  let last: Running | undefined
  const spawn = () => {
    const started = installation.start()
    running = last = started
    pids.push(started.pid)
    void started.exited.then(() => {
      if (running !== started) return
      running = undefined
      history.crashes.push(started.said().slice(-2_000))
    })
    return started
  }
  const kill = async (target: Target) => {
    if (!running) return
    const killed = running
    running = undefined
    const at = nowMs()
    const hit = installation.kill(killed, target)
    history.kills.push({ at, target: hit })
    if (hit === 'database') await endsByItself(killed, history)
    await killed.exited
  }
  return {
    kill,
    async start() {
      if (running) return
      const at = nowMs()
      const started = spawn()
      const ready = await installation.becomesReady(started)
      const outcome = ready ? { readyAt: nowMs() } : { said: started.said().slice(-2_000) }
      history.starts.push({ at, killed: false, ...outcome })
      if (!ready) throw new Error(`Pikett did not start: ${started.said().slice(-2_000)}`)
    },
    async killWhileStarting(target, afterMs) {
      const at = nowMs()
      spawn()
      await afterMs()
      history.starts.push({ at, killed: true })
      await kill(target)
    },
    async stop() {
      if (!running) return
      const stopped = running
      running = undefined
      const stop: Stop = { askedAt: nowMs(), because: 'asked', exitCode: null, said: '' }
      history.stops.push(stop)
      stopped.child.kill('SIGTERM')
      await ends(stopped, stop)
    },
    async end() {
      running = undefined
      if (!last) return
      installation.kill(last, 'everything')
      await last.exited
    },
    isReady: async () => (await ask(`${installation.url}/health/ready`)).fate === 'accepted',
    leftovers: () => installation.leftovers(pids),
    said: () => last?.said() ?? '',
  }
}

/** Without its database it must end, with a code that makes a service manager start it again. */
async function endsByItself(killed: Running, history: History): Promise<void> {
  const stop: Stop = { askedAt: nowMs(), because: 'database', exitCode: null, said: '' }
  history.stops.push(stop)
  await ends(killed, stop)
}

/** Waits for the end; a process that hangs is killed, and its stop keeps no end. */
async function ends(running: Running, stop: Stop): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const hangs = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), stopWithinMs)
  })
  const exit = await Promise.race([running.exited, hangs])
  clearTimeout(timer)
  stop.said = running.said().slice(-2_000)
  if (exit) {
    stop.endedAt = exit.at
    stop.exitCode = exit.code
    return
  }
  running.child.kill('SIGKILL')
  await running.exited
}
