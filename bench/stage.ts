import { createInstallation } from './installation.ts'
import type { Installation } from './installation.ts'
import { startGenerator } from './generator.ts'
import type { Generator } from './generator.ts'
import type { Options } from './options.ts'
import { startReference } from './reference.ts'
import type { Side } from './side.ts'

/** What a scenario plays on; everything that it starts here ends with it. */
export interface Stage {
  options: Options
  generator: Generator
  installation(people?: number): Promise<Installation>
  /** The reference; undefined where no Alertmanager is found. */
  reference(how: { pages: boolean }): Promise<Side | undefined>
}

/** What is to be ended, the youngest last. */
const ends: (() => Promise<void>)[] = []

/** Ends everything that runs: at the end of a scenario, or when the bench is interrupted. */
export async function endAll(): Promise<void> {
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end()
}

export async function onStage<T>(
  options: Options,
  alertmanager: string | undefined,
  act: (stage: Stage) => Promise<T>,
): Promise<T> {
  const generator = await startGenerator()
  ends.push(() => Promise.resolve(generator.stop()))
  const { sinkUrl } = generator
  try {
    return await act({
      options,
      generator,
      async installation(people = 1) {
        const installation = await createInstallation({ sinkUrl, people, profile: options.profile })
        ends.push(() => installation.stop())
        return installation
      },
      async reference(how) {
        if (alertmanager === undefined) return undefined
        const side = await startReference(alertmanager, sinkUrl, how)
        ends.push(() => side.stop())
        return side
      },
    })
  } finally {
    await endAll()
  }
}
