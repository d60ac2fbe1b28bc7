import type { Act } from './asking.ts'
import { organizations } from './ground.ts'
import type { Node } from './node.ts'
import type { Run } from './running.ts'
import type { Window } from './story.ts'

const all = '/api/v1/maintenance-windows'

/** Somebody announces work, or says that it is over. */
export function work(run: Run, node: Node): Act {
  const window = run.story.windows[run.chance.between(0, run.story.windows.length * 2)]
  return window === undefined ? announce(run, node) : endEarly(run, node, window)
}

function announce(run: Run, node: Node): Act {
  const { chance, story } = run
  const { key: organization, token } = organizations[chance.happens(0.75) ? 0 : 1]
  const lastsMs = chance.pick([60_000, 120_000, 400_000])
  const sources = chance.happens(0.5) ? undefined : [chance.pick(Object.values(story.kinds) as ['anything'])]
  const key = `work-${story.windows.length}`
  const name = `work of ${lastsMs / 1_000} s in ${organization}`
  const about = sources === undefined ? { everything: true } : { sources }
  const body = { key, name, duration: `${lastsMs / 1_000}s`, ...about }
  const window: Window = {
    key,
    organization,
    ...(sources && { sources }),
    lastsMs,
    begun: run.moment(),
    isMade: false,
    endings: [],
  }
  story.windows.push(window)
  return {
    name,
    node,
    async go() {
      window.begun = run.moment()
      const { status, text } = await node.ask(all, body, { token })
      if (!node.alive) return
      if (status === 201) Object.assign(window, { isMade: true, ended: run.moment() })
      else if (status !== 503) story.wrongs.push(`a window got ${status}: ${text.slice(0, 200)}`)
      run.say(`${node.name} answers ${status} to ${name}`)
    },
  }
}

function endEarly(run: Run, node: Node, { key, organization, endings }: Window): Act {
  const { token } = organizations.find((one) => one.key === organization)!
  const isRemoved = run.chance.happens(0.5)
  const name = `${key} of ${organization} is ${isRemoved ? 'removed' : 'over'}`
  return {
    name,
    node,
    async go() {
      endings.push(run.moment())
      const { status, text } = isRemoved
        ? await node.ask(`${all}/${key}`, undefined, { token }, 'DELETE')
        : await node.ask(`${all}/${key}/end`, {}, { token })
      // Whether it was made at all, or is over already, is not known to whoever asks.
      if (node.alive && ![200, 204, 404, 409, 503].includes(status))
        run.story.wrongs.push(`the end of a window got ${status}: ${text.slice(0, 200)}`)
    },
  }
}
