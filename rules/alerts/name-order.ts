/**
 * The order of names, the same in the database and in the browser: without regard to case and accents, as people look for
 * them. A collation would be another one on each machine.
 */

/** What stands in for which letter, one for one: PostgreSQL's `translate` takes the same two texts. */
export const accented = 'ABCDEFGHIJKLMNOPQRSTUVWXYZäÄàÀáÁâÂãÃåÅçÇèÈéÉêÊëËìÌíÍîÎïÏñÑöÖòÒóÓôÔõÕøØüÜùÙúÚûÛÿß'
export const folded = 'abcdefghijklmnopqrstuvwxyzaaaaaaaaaaaacceeeeeeeeiiiiiiiinnoooooooooooouuuuuuuuys'

const letterByLetter = new Map(Array.from(accented, (letter, index) => [letter, folded[index]!]))

const fold = (name: string) => Array.from(name, (letter) => letterByLetter.get(letter) ?? letter).join('')

/** Where it stands; the key tells two of the same name apart. What has no name stands last. */
export function nameRank(key: string | null, name: string | null): string {
  return key === null ? '1' : `0${fold(name ?? key)}\t${key}`
}
