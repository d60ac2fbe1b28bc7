import type { ChildProcess } from 'node:child_process'

const KEPT_CHARACTERS = 8000

/** Collects what a program says, the last part of it when it says a lot. */
export function outputOf(child: ChildProcess): () => string {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-KEPT_CHARACTERS)))
  }
  return () => output
}

/** Waits for a program. A program that could not be started at all counts as failed, its reason as its output. */
export async function finished(child: ChildProcess): Promise<{ code: number; output: string }> {
  const output = outputOf(child)
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: output() }))
  })
}
