import { clsx, type ClassValue } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

/** Our type sizes are not Tailwind's; without this list they would be taken for colours. */
const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['small', 'body', 'large', 'title', 'summary'] }] } },
})

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...names: ClassValue[]): string {
  return merge(clsx(names))
}
