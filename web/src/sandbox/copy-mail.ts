const elements = new Set(
  'a b br caption center code col colgroup div em h1 h2 h3 h4 hr i li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  ),
)
/** With everything inside them. */
const dropped = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'form',
  'title',
  'noscript',
])
const attributes = new Set([
  'align',
  'class',
  'valign',
  'width',
  'height',
  'colspan',
  'rowspan',
  'lang',
  'dir',
  'title',
  'role',
])

/** A copy of what may be shown of a mail: known elements, no scripts, no forms, no pictures from elsewhere; links open a new tab. Reads styles from `data-style`. */
export function copyMail(source: Element, target: Document): HTMLElement {
  const copy = target.createElement('body')
  copyStyle(source, copy)
  for (const child of source.childNodes) copyNode(child, copy, target)
  return copy
}

function copyNode(node: ChildNode, parent: HTMLElement, target: Document) {
  if (node.nodeType === 3) {
    parent.append(node.textContent ?? '')
    return
  }
  if (node.nodeType !== 1) return
  const element = node as Element
  const name = element.localName
  if (dropped.has(name)) return
  // An unknown element loses its tag, never its text.
  const copy = elements.has(name) ? target.createElement(name) : parent
  if (copy !== parent) {
    copyAttributes(element, copy)
    parent.append(copy)
  }
  for (const child of element.childNodes) copyNode(child, copy, target)
}

function copyAttributes(element: Element, copy: HTMLElement) {
  for (const { name, value } of element.attributes) if (attributes.has(name)) copy.setAttribute(name, value)
  copyStyle(element, copy)
  const href = element.getAttribute('href')
  if (copy.localName === 'a' && href && /^(https?:\/\/|mailto:|tel:)/i.test(href)) {
    copy.setAttribute('href', href)
    copy.setAttribute('target', '_blank')
    copy.setAttribute('rel', 'noopener')
  }
}

function copyStyle(element: Element, copy: HTMLElement) {
  const style = element.getAttribute('data-style')
  if (style) copy.style.cssText = style
}
