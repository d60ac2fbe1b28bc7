import { Markup, markup } from './markup.ts'
import type { Speaker } from './words.ts'

export interface MailLayout {
  /** Shown by mail clients beside the subject. */
  preview: string
  title: string
  paragraphs: readonly string[]
  facts: readonly { name: string; value: string }[]
  /** Of a mail about several alerts: one line each, with what is known of it and a link. */
  items?: readonly { title: string; note: string; href: string; text: string }[]
  fields: readonly { name: string; value: string }[]
  buttons: readonly { href: string; text: string }[]
  /** Below everything, smaller. */
  closing: readonly string[]
}

const style = new Markup(`
body{margin:0;padding:0;background:#f6f7f8;color:#1b2027}
.sheet{max-width:560px;margin:0 auto;padding:24px 20px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
h1{font-size:20px;line-height:1.35;margin:0 0 16px;overflow-wrap:anywhere}
p{margin:0 0 14px}
table{border-collapse:collapse;margin:0 0 18px;width:100%}
td{padding:4px 12px 4px 0;vertical-align:top;overflow-wrap:anywhere}
td.name{color:#5a636e;white-space:nowrap}
a.button{display:inline-block;margin:0 8px 10px 0;padding:11px 18px;border-radius:6px;border:1px solid #0f5d75;color:#0f5d75;text-decoration:none;font-weight:600}
a.first{background:#0f5d75;color:#ffffff}
.small{font-size:13px;color:#5a636e}
li{margin:0 0 12px;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){
body{background:#14181c;color:#e8eaed}
td.name,.small{color:#a3abb5}
a.button{border-color:#7cc6dd;color:#7cc6dd}
a.first{background:#7cc6dd;color:#10242c}
}`)

/** A calm mail that reads well on a phone, in light and dark, and without its style sheet. Nothing is loaded from anywhere. */
export function mailHtml(layout: MailLayout, { language }: Speaker): string {
  const button = ({ href, text }: { href: string; text: string }, index: number) =>
    markup`<a class="button${index === 0 ? ' first' : ''}" href="${href}">${text}</a> `
  return markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${layout.title}</title>
<style>${style}</style></head>
<body><div style="display:none;max-height:0;overflow:hidden">${layout.preview}</div>
<div class="sheet"><h1>${layout.title}</h1>
${layout.paragraphs.map((text) => markup`<p>${text}</p>`)}
${table(layout.facts)}
${layout.buttons.length > 0 && markup`<p>${layout.buttons.map(button)}</p>`}
${layout.items && markup`<ul>${layout.items.map(item)}</ul>`}
${table(layout.fields)}
${layout.closing.map((text) => markup`<p class="small">${text}</p>`)}
</div></body></html>`.html
}

function item({ title, note, href, text }: NonNullable<MailLayout['items']>[number]): Markup {
  return markup`<li><strong>${title}</strong><br><span class="small">${note}</span><br><a href="${href}">${text}</a></li>`
}

function table(rows: readonly { name: string; value: string }[]): Markup | undefined {
  if (rows.length === 0) return undefined
  const row = ({ name, value }: { name: string; value: string }) =>
    markup`<tr><td class="name">${name}</td><td>${value}</td></tr>`
  return markup`<table role="presentation">${rows.map(row)}</table>`
}

/** The same mail as plain text, for terminals, watches and screen readers. */
export function mailText(layout: MailLayout): string {
  const line = ({ name, value }: { name: string; value: string }) => `${name}: ${value}`
  return [
    [layout.title],
    layout.paragraphs,
    layout.facts.map(line),
    layout.buttons.map(({ href, text }) => `${text}:\n${href}`),
    ...(layout.items ?? []).map(({ title, note, href, text }) => [title, note, `${text}:\n${href}`]),
    layout.fields.map(line),
    layout.closing,
  ]
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')
}
