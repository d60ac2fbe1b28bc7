import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import {
  AcknowledgeIcon,
  CreateIcon,
  DoneIcon,
  MaintenanceIcon,
  MoreIcon,
  PausedIcon,
  SandboxIcon,
  TriggeredIcon,
} from '../ui/icons.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { Progress } from '../ui/progress.tsx'
import { showToast } from '../ui/toast.tsx'
import { tip } from '../ui/tooltip.tsx'
import { Row, Sample } from './sample.tsx'

const looks = ['primary', 'plain', 'ghost', 'danger', 'destructive'] as const

export function Actions() {
  return (
    <>
      <Sample
        name="Button"
        text="One primary a view. Busy keeps its place and its focus and ignores further presses; danger opens the way to what destructive then does."
      >
        {looks.map((look) => (
          <Row key={look}>
            <Button look={look}>{look}</Button>
            <Button look={look} busy>
              busy
            </Button>
            <Button look={look} disabled>
              disabled
            </Button>
            <Button look={look} size="small">
              small
            </Button>
            <Button look={look} size="icon" aria-label="More">
              <MoreIcon />
            </Button>
          </Row>
        ))}
        <Row>
          <Button look="primary" size="large">
            <AcknowledgeIcon />
            Acknowledge
            <KeyHint keys="a" />
          </Button>
          <Button {...tip('New alert', 'c')}>
            <CreateIcon />
            With a tooltip
          </Button>
          <CopyButton text="4711" what="number" />
        </Row>
      </Sample>
      <Sample
        name="Chip and badge"
        text="A chip is a state: icon, word and colour, never colour alone. A badge is a word or a number that is no state, and has no colour."
      >
        <Row>
          <Chip tone="triggered" icon={TriggeredIcon}>
            Triggered
          </Chip>
          <Chip tone="acknowledged" icon={AcknowledgeIcon}>
            Acknowledged
          </Chip>
          <Chip tone="resolved" icon={DoneIcon}>
            Resolved
          </Chip>
          <Chip tone="quiet" icon={PausedIcon}>
            Snoozed
          </Chip>
          <Chip tone="maintenance" icon={MaintenanceIcon}>
            Maintenance
          </Chip>
          <Chip tone="simulation" icon={SandboxIcon}>
            Simulated
          </Chip>
          <Chip tone="triggered" icon={TriggeredIcon} bare>
            Bare, in a list
          </Chip>
        </Row>
        <Row>
          <Badge>Administrator</Badge>
          <Badge>12</Badge>
        </Row>
      </Sample>
      <Sample
        name="Toast and progress"
        text="A toast says what just happened and may take it back; problems stay longer. Progress is for what takes longer than a moment."
      >
        <Row>
          <Button onClick={() => showToast('#4711 acknowledged')}>Done</Button>
          <Button onClick={() => showToast('#4711 resolved', { undo: () => showToast('#4711 stays open') })}>
            With undo
          </Button>
          <Button onClick={() => showToast('The server did not answer.', { tone: 'problem' })}>Problem</Button>
        </Row>
        <Progress label="Applying" value={0.4} />
        <Progress label="Waiting" value={undefined} />
      </Sample>
    </>
  )
}
