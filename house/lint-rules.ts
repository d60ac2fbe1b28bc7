// Our own lint rules, where the linter's have no word for what we mean.

type Node = { type: string; parent?: Node; [key: string]: unknown }
type Comment = { value: string; loc: unknown }
type Context = {
  report: (problem: { node?: unknown; loc?: unknown; message: string }) => void
  sourceCode: { getAllComments: () => Comment[] }
}

const CLOCK = 'time comes from kernel/clock (or as an argument): else a test cannot move it and two nodes disagree'

function isNamed(node: unknown, name: string): boolean {
  const { type, name: own } = node as Node
  return type === 'Identifier' && own === name
}

/** Reading "now" from the process: `Date.now()`, `new Date()`, `Date()`, `Temporal.Now`. Converting a given time is fine. */
const noAmbientClock = {
  create(context: Context) {
    const report = (node: Node, what: string) => context.report({ node, message: `${what}: ${CLOCK}` })
    return {
      NewExpression(node: Node) {
        if (isNamed(node.callee, 'Date') && (node.arguments as Node[]).length === 0) report(node, 'new Date()')
      },
      CallExpression(node: Node) {
        if (isNamed(node.callee, 'Date')) report(node, 'Date()')
      },
      MemberExpression(node: Node) {
        if (isNamed(node.object, 'Date') && isNamed(node.property, 'now')) report(node, 'Date.now')
        if (isNamed(node.object, 'Temporal') && isNamed(node.property, 'Now')) report(node, 'Temporal.Now')
      },
    }
  },
}

const SILENCED = [
  [/\b(?:oxlint|eslint)-(?:disable|enable)/, 'a rule that does not fit is changed for everybody, with its reason'],
  [/@ts-(?:ignore|nocheck|expect-error)/, 'say the type; a suppressed error hides the next one too'],
  [/\b(?:TODO|FIXME|XXX|HACK)\b/, 'finish it, or write an issue: nobody reads a note left in the code'],
] as const

/** Comments that switch a check off or put work off. */
const noSilencedCheck = {
  create(context: Context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const hit = SILENCED.find(([pattern]) => pattern.test(comment.value))
          if (hit) context.report({ loc: comment.loc, message: hit[1] })
        }
      },
    }
  },
}

export default {
  meta: { name: 'house' },
  rules: { 'no-ambient-clock': noAmbientClock, 'no-silenced-check': noSilencedCheck },
}
