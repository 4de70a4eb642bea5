import { useAct, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClassSelect } from './class-select.tsx';
import { DayField } from './day-field.tsx';
import { FormDialog } from './form-dialog.tsx';

interface Props {
  readonly person: string;
  readonly onClose: () => void;
}

/** A pupil goes to another class, or comes back to the school; the past stays as it was. */
export function ClassDialog({ person, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const [classId, setClassId] = useState<string | null>(null);
  const [day, setDay] = useState(today);
  const act = useAct(onClose);
  return (
    <FormDialog
      title={t('roster.change_class')}
      submit={t('roster.save_class')}
      ready={classId !== null && day !== ''}
      busy={act.isPending}
      error={act.error}
      onSubmit={() =>
        act.mutate({ path: `/people/${person}/enrolments`, body: { class: classId, firstDay: day } })
      }
      onClose={onClose}
    >
      <ClassSelect value={classId} onChange={setClassId} />
      <DayField label={t('roster.first_day_class')} value={day} onChange={setDay} />
    </FormDialog>
  );
}
