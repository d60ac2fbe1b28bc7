import { prepareSetup } from './identity/index.ts'
import type { Kernel } from './kernel/kernel.ts'

/**
 * What the operator reads in the terminal, in the terminal's language: where to go; and while nobody can sign in, the code
 * that proves that one may read this output.
 */
export async function greeting(kernel: Kernel, url: string, locale: string | undefined): Promise<string[]> {
  const words = kernel.i18n.in(locale?.toLowerCase().startsWith('de') ? 'de' : 'en')
  const lines = ['', words('identity:greeting.running', { url: kernel.config.publicUrl ?? url })]
  const code = await prepareSetup(kernel)
  if (code !== undefined) lines.push(words('identity:greeting.setUp', { code }))
  return [...lines, words('identity:greeting.stopHint'), '']
}
