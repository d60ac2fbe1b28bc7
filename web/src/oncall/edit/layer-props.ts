import type { DraftProblem, LayerDraft } from './draft.ts'

export interface LayerProps {
  layer: LayerDraft
  problems: ReadonlyMap<string, DraftProblem>
  set: (part: Partial<LayerDraft>) => void
}
