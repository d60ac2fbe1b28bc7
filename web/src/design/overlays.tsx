import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { BottomSheet, Sheet } from '../ui/sheet.tsx'
import { Row, Sample } from './sample.tsx'

type Shown = 'dialog' | 'confirm' | 'typed' | 'sheet' | 'bottom' | undefined

/** They lie over the page, in the theme of the page. */
export function Overlays() {
  const [shown, show] = useState<Shown>()
  const close = () => show(undefined)
  return (
    <>
      <Sample
        name="Over the page"
        text="A dialog for a short task, a sheet for one thing of a list (a page of its own on a phone), a question that names the consequence before what cannot be taken back."
      >
        <Row>
          <Button onClick={() => show('dialog')}>Dialog</Button>
          <Button onClick={() => show('sheet')}>Sheet</Button>
          <Button onClick={() => show('bottom')}>Bottom sheet</Button>
          <Button look="danger" onClick={() => show('confirm')}>
            Confirm
          </Button>
          <Button look="danger" onClick={() => show('typed')}>
            Confirm by typing
          </Button>
        </Row>
      </Sample>
      <Dialog open={shown === 'dialog'} onClose={close} title="Dialog">
        A short task.
      </Dialog>
      <Sheet open={shown === 'sheet'} onClose={close} title="Sheet" footer={<Button look="primary">Save</Button>}>
        One thing of a list.
      </Sheet>
      <BottomSheet open={shown === 'bottom'} onClose={close} title="More">
        Comes up from the thumb.
      </BottomSheet>
      <ConfirmDialog
        open={shown === 'confirm'}
        onClose={close}
        onConfirm={close}
        title="Remove the policy?"
        action="Remove the policy"
      >
        Stops 3 running escalations. Their alerts stay open, and nobody is paged for them any more.
      </ConfirmDialog>
      <ConfirmDialog
        open={shown === 'typed'}
        onClose={close}
        onConfirm={close}
        title="Remove Acme?"
        action="Remove Acme"
        typed="acme"
      >
        Removes 12 services and 4 sources.
      </ConfirmDialog>
    </>
  )
}
