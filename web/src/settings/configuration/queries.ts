import type { ConfigChange } from '../../../../contract/config/items.ts'
import { api } from '../../api/client.ts'

export interface Applied {
  changes: ConfigChange[]
  applied: boolean
}

/** Applies a file; `dryRun` says what that would change. Throws ApiError `invalid_config` with the places of the mistakes. */
export const applyFile = (text: string, dryRun: boolean) =>
  api.postText<Applied>('/config', text, 'text/yaml', { dryRun: dryRun ? 'true' : undefined })

export const exportAddress = (withSecrets: boolean) => `/api/v1/config${withSecrets ? '' : '?secrets=false'}`
