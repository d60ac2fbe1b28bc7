/** Stands for something to type into that is on its way: until it is there, letters are no commands (app/shortcuts.ts). */
export function Opening() {
  return <dialog open hidden aria-hidden />
}
