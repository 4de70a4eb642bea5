import { useTranslation } from 'react-i18next';
import type { Coded } from '../types.ts';
import { RegisterDialog } from './register-dialog.tsx';

interface Props {
  readonly register: 'shifts' | 'subjects';
  readonly row: Coded | 'new';
  readonly onClose: () => void;
}

/** A shift or a subject. The code of a subject stands in timetables and stays. */
export function CodedDialog({ register, row, onClose }: Props) {
  const { t } = useTranslation();
  const name = { name: 'name', label: t('classes.name'), hint: t(`${register}.name_hint`) };
  const code = { name: 'code', label: t('setup.code'), hint: t(`${register}.code_hint`), maxLength: 40 };
  if (row === 'new')
    return (
      <RegisterDialog
        title={t(`${register}.add`)}
        fields={[code, name]}
        send={(body) => ({ path: `/${register}`, body })}
        onClose={onClose}
      />
    );
  const path = `/${register}/${row.id}`;
  return (
    <RegisterDialog
      title={`${t(`${register}.one`)} ${row.name}`}
      fields={register === 'subjects' ? [name] : [code, name]}
      values={{ code: row.code, name: row.name }}
      send={(_, body) => ({ method: 'PATCH', path, body })}
      remove={{
        path,
        label: t(`${register}.remove`),
        question: t(`${register}.remove_question`),
      }}
      onClose={onClose}
    />
  );
}
