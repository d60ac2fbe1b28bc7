/** What the API answered: the status and the JSON body. */
export interface Answer<T> {
  status: number
  headers: Headers
  body: T
}

/** Speaks to the API as one caller. Paths are below /api/v1. */
export interface Client {
  get<T = Record<string, never>>(path: string, headers?: Record<string, string>): Promise<Answer<T>>
  post<T = Record<string, never>>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  send<T = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>
}

export function createClient(url: string, token?: string): Client {
  const call = async <T>(method: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    // Not JSON lines, of which each line is a document.
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T }
  }
  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    send: call,
  }
}
