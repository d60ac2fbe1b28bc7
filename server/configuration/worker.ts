import { parentPort, workerData } from 'node:worker_threads'
import { placeIn, readForm } from './read.ts'
import type { Question } from './thread.ts'

/** The thread that reads large files. */
const { bytes, found } = workerData as Question
parentPort!.postMessage(found === undefined ? readForm(bytes) : placeIn(bytes, found))
