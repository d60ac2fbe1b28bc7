import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Fault } from '../kernel/fault.ts'
import { mostBytes } from './parse.ts'
import type { Reading } from './read.ts'
import { invalid, placeIn, readForm } from './read.ts'
import type { ConfigProblem, Finding, ReadFile } from './types.ts'

/** A file of this size is read in a few milliseconds; one of 2 MB takes seconds, in which nobody would be paged. */
const inPlaceBytes = 50_000

/** What the thread is asked: to read, or to say where findings stand in what it reads. */
export interface Question {
  bytes: Uint8Array
  found?: readonly Finding[]
}

/**
 * Reads a configuration file: its form, not yet whether it fits what is set up. A large one is read in a thread of its own.
 * Throws invalid_config with every problem in words and its line and column, or too_large.
 */
export async function readFile(bytes: Uint8Array): Promise<ReadFile> {
  if (bytes.byteLength > mostBytes) throw new Fault('too_large', 'A configuration has at most 2 MB.')
  const small = bytes.byteLength <= inPlaceBytes
  const reading = small ? readForm(bytes) : ((await ask({ bytes })) as Reading)
  if ('problems' in reading) throw invalid(reading.problems)
  return {
    ...reading,
    place: async (found) => (small ? placeIn(bytes, found) : ((await ask({ bytes, found })) as ConfigProblem[])),
  }
}

async function ask(question: Question): Promise<unknown> {
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: question })
  try {
    const [answer] = (await once(worker, 'message')) as [unknown]
    return answer
  } finally {
    await worker.terminate()
  }
}
