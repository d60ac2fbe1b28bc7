import type { OrganizationConfig } from '../../../../contract/config/organization.ts'
import { saveSingle, singleQuery, type Saved, type Stored } from '../../api/items.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { sessionQuery } from '../../app/session.ts'
import { showToast } from '../../ui/toast.tsx'
import { itemOf, valuesOf, type OrganizationValues } from './values.ts'

export type OrganizationFormState = ReturnType<typeof useOrganizationForm>

export function useOrganizationForm(
  { item, revision }: Stored<OrganizationConfig>,
  onSaved: (saved: Stored<OrganizationConfig>) => void,
) {
  const { t } = useText()
  return useForm<OrganizationValues, Saved<OrganizationConfig>>({
    initial: valuesOf(item),
    check: (values) => {
      const faults: Faults<OrganizationValues> = {}
      if (!values.name.trim()) faults.name = t('common:field.required')
      if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(values['selfTest.at']))
        faults['selfTest.at'] = t('settings:selfTest.timeFault')
      return faults
    },
    send: (values) => saveSingle('organization', itemOf(values, item), { revision }),
    done: (saved) => {
      onSaved(saved)
      queryClient.setQueryData(singleQuery('organization').queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
      showToast(t('settings:saved'))
    },
  })
}
