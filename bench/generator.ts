import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Load, Measured } from './load.ts'

/** The load generator's process, seen from the bench. */
export interface Generator {
  /** Where webhook pages of either side are to be sent. */
  sinkUrl: string
  run(load: Load): Promise<Measured>
  stop(): void
}

type Message = { sinkUrl: string } | { measured: Measured } | { error: string }

export async function startGenerator(): Promise<Generator> {
  const child = fork(join(import.meta.dirname, 'load.ts'), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  let pending = Promise.withResolvers<Message>()
  child.on('message', (message: Message) => pending.resolve(message))
  child.on('exit', (code) => pending.reject(new Error(`the load generator ended with code ${code}`)))
  const hear = async () => {
    const message = await pending.promise
    if ('error' in message) throw new Error(message.error)
    return message
  }
  const hello = (await hear()) as { sinkUrl: string }
  return {
    sinkUrl: hello.sinkUrl,
    async run(load) {
      pending = Promise.withResolvers<Message>()
      child.send(load)
      return ((await hear()) as { measured: Measured }).measured
    },
    stop() {
      child.removeAllListeners('exit')
      child.kill('SIGKILL')
    },
  }
}
