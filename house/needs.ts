import { describe } from 'vitest'

/**
 * `describe` for tests that need programs which npm does not bring (bin/tools.mjs), named by the variables that tell where
 * they are. Nothing is left out in silence: without them the run says so, and continuous integration is red.
 */
export function describeWith(...variables: string[]): typeof describe | typeof describe.skip {
  const missing = variables.filter((name) => !process.env[name])
  if (missing.length === 0) return describe
  const sentence = `these tests need ${missing.join(' and ')}: bin/tools.mjs says which program that is`
  if (process.env.CI) throw new Error(sentence)
  console.warn(`!!! NOT RUN: ${sentence}`)
  return describe.skip
}
