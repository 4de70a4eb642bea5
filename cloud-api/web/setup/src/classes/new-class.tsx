import { useTranslation } from 'react-i18next';
import { RegisterDialog } from '../shared/register-dialog.tsx';

/** A new class of a school year. */
export function NewClass({ year, onClose }: { readonly year: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RegisterDialog
      title={t('classes.add')}
      fields={[
        { name: 'name', label: t('classes.name'), hint: t('classes.name_hint') },
        { name: 'grade', label: t('classes.grade'), hint: t('classes.grade_hint'), kind: 'number' },
      ]}
      send={({ name, grade }) => ({
        path: '/classes',
        body: { schoolYear: year, name, grade: Number(grade) },
      })}
      onClose={onClose}
    />
  );
}
