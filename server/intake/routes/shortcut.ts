import { addressOf } from '../../kernel/http/client.ts'
import type { Sender } from '../../kernel/http/shortcut.ts'
import type { Intake } from '../create.ts'
import { strangerAdapter } from '../receive.ts'

/**
 * An address as senders write it, without anything that would have to be decoded; all others take the long way, as does
 * what has routes of its own (Opsgenie's API below `/in/{integrationKey}/v2`).
 */
const plain = /^\/in\/([A-Za-z0-9]{32})(?!\/v2\/)((?:\/[\w-]+)*\/?)(\?[^#]*)?$/

/** Events for a source, `POST /in/{integrationKey}…`, without the router in between. */
export function intakeShortcut({ receiver }: Intake): Sender {
  return (request) => {
    if (request.method !== 'POST') return undefined
    const [, key, path = '', search = ''] = plain.exec(request.url ?? '') ?? []
    if (key === undefined) return undefined
    const { headers } = request
    const sender = () => addressOf(request.socket.remoteAddress ?? '', headers['x-forwarded-for'])
    const arrival = { method: 'POST', path, search, headers, body: request, sender }
    return receiver.toSource(key, arrival, strangerAdapter(path))
  }
}
