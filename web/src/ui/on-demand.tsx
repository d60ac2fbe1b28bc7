import { createElement, useEffect, useState, type ComponentType, type ReactNode } from 'react'

/** Something of the program that is downloaded when it is wanted. */
export interface Part<Value> {
  load: () => Promise<Value>
  /** Undefined until it has arrived. */
  read: () => Value | undefined
}

export function partOf<Value>(download: () => Promise<Value>): Part<Value> {
  let value: Value | undefined
  let underWay: Promise<Value> | undefined
  const load = () => {
    underWay ??= download().then(
      (arrived) => (value = arrived),
      (error: unknown) => {
        // The next who wants it tries again.
        underWay = undefined
        throw error
      },
    )
    return underWay
  }
  return { load, read: () => value }
}

/**
 * The part as soon as it is there: in the very frame in which it is wanted when it has been downloaded before. (React's own
 * `lazy` shows the substitute for 300 ms even then, so as not to flicker.)
 */
export function usePart<Value>(part: Part<Value>, isWanted = true): Value | undefined {
  const [, draw] = useState<object>()
  const value = part.read()
  const isMissing = isWanted && value === undefined
  useEffect(() => {
    if (!isMissing) return
    let isGone = false
    part.load().then(
      () => isGone || draw({}),
      (error: unknown) =>
        isGone ||
        draw(() => {
          throw error
        }),
    )
    return () => {
      isGone = true
    }
  }, [part, isMissing])
  return isWanted ? value : undefined
}

/** A component that is downloaded when it is first shown; until then `waiting` stands in its place. */
export function onDemand<Props extends object>(
  download: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): ComponentType<Props> & Pick<Part<unknown>, 'load'> {
  const part = partOf(download)
  function OnDemand(props: Props) {
    const Arrived = usePart(part)
    return Arrived ? createElement(Arrived, props) : waiting
  }
  return Object.assign(OnDemand, { load: part.load })
}

/** A part without which the rest goes on, should it never arrive. */
export const optional = (download: () => Promise<ComponentType>) =>
  onDemand<object>(() => download().catch((): ComponentType => () => null))
