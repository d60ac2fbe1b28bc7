import type { AlertDetail } from '../../../api/types.ts'

export interface AlertDialogProps {
  alert: AlertDetail
  onClose: () => void
}
