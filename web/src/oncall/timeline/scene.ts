import { createContext, useContext } from 'react'
import type { Named } from '../../api/types.ts'
import type { Span } from './span.ts'
import type { View } from './views.ts'

/** What all parts of one timeline know. */
export interface Scene {
  view: View
  span: Span
  /** Of the schedule. */
  zone: string
  now: number
  toneOf: (key: string) => number
  /** A piece or a gap of the result was pressed, or a time was dragged out; undefined: nothing can be entered here. */
  onChoose: ((span: Span, user: Named | null) => void) | undefined
  /** A piece of the row of overrides was pressed. */
  onOverride: ((at: number) => void) | undefined
}

export const SceneContext = createContext<Scene | undefined>(undefined)

export function useScene(): Scene {
  const scene = useContext(SceneContext)
  if (!scene) throw new Error('a part of a timeline stands outside of one')
  return scene
}
