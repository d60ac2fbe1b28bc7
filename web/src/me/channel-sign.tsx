import { createElement } from 'react'
import { signOfChannel } from './channels.ts'

interface ChannelSignProps {
  channel: string
  className: string
  /** For screen readers, where no word stands beside it. */
  label?: string
}

export function ChannelSign({ channel, className, label }: ChannelSignProps) {
  const told = label === undefined ? { 'aria-hidden': true } : { 'aria-label': label }
  return createElement(signOfChannel(channel), { className, ...told })
}
