import { Fragment } from 'react'
import { useText } from '../app/i18n.ts'
import { CodeBlock } from './code-block.tsx'
import { parseMarkdown, type Block, type Inline } from './markdown.ts'

/** Shows a guide; every snippet has a copy button. Headings begin below the heading of the section it stands in. */
export function Markdown({ text }: { text: string }) {
  return <div className="flex max-w-2xl flex-col gap-3">{blocks(parseMarkdown(text))}</div>
}

const blocks = (list: Block[]) => list.map((block, index) => <BlockView key={index} block={block} />)

function BlockView({ block }: { block: Block }) {
  const { t } = useText()
  if (block.kind === 'code') return <CodeBlock code={block.code} what={t('common:snippet')} />
  if (block.kind === 'paragraph') return <p>{inlines(block.text)}</p>
  if (block.kind === 'heading') {
    const Heading = block.level <= 2 ? 'h3' : 'h4'
    return <Heading className="pt-1 font-semibold">{inlines(block.text)}</Heading>
  }
  if (block.kind === 'table') return <Table head={block.head} rows={block.rows} />
  const List = block.ordered ? 'ol' : 'ul'
  return (
    <List
      className={`flex flex-col gap-2 pl-5 ${block.ordered ? 'list-decimal' : 'list-disc'}`}
      {...(block.ordered ? { start: block.start } : {})}
    >
      {block.items.map((item, index) => (
        <li key={index} className="marker:text-ink-faint">
          <div className="flex flex-col gap-2">{blocks(item)}</div>
        </li>
      ))}
    </List>
  )
}

function Table({ head, rows }: { head: Inline[][]; rows: Inline[][][] }) {
  return (
    <div className="overflow-x-auto" tabIndex={0}>
      <table className="w-full text-left">
        <thead>
          <tr className="border-b border-line text-small text-ink-faint">
            {head.map((cell, index) => (
              <th key={index} className="py-1 pr-4 font-normal">
                {inlines(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className="border-b border-line align-top">
              {row.map((cell, column) => (
                <td key={column} className="py-1.5 pr-4">
                  {inlines(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const inlines = (list: Inline[]) => list.map((part, index) => <InlineView key={index} part={part} />)

function InlineView({ part }: { part: Inline }) {
  if (part.kind === 'code')
    return <code className="rounded bg-sunken px-1 font-mono text-small break-words">{part.text}</code>
  if (part.kind === 'strong') return <strong className="font-semibold">{part.text}</strong>
  if (part.kind === 'emphasis') return <em>{part.text}</em>
  if (!('href' in part)) return <Fragment>{part.text}</Fragment>
  const isOwn = !part.href.startsWith('http')
  return (
    <a
      href={part.href}
      className="text-accent underline"
      {...(isOwn ? {} : { target: '_blank', rel: 'noopener noreferrer' })}
    >
      {part.text}
    </a>
  )
}
