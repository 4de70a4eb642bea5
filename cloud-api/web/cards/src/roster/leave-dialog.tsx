import { Text } from '@mantine/core';
import { useAct, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from './day-field.tsx';
import { FormDialog } from './form-dialog.tsx';

interface Props {
  readonly person: string;
  readonly onClose: () => void;
}

/** A pupil or one of the staff leaves; the last day is still one of theirs. */
export function LeaveDialog({ person, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const [lastDay, setLastDay] = useState(today);
  const act = useAct(onClose);
  return (
    <FormDialog
      title={t('roster.leave')}
      submit={t('roster.save_leave')}
      ready={lastDay !== ''}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ path: `/people/${person}/leave`, body: { lastDay } })}
      onClose={onClose}
    >
      <Text>{t('roster.leave_text')}</Text>
      <DayField label={t('roster.last_day')} value={lastDay} onChange={setLastDay} />
    </FormDialog>
  );
}
