import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SchoolYear } from '../types.ts';

const label = ({ startYear }: SchoolYear) => `${startYear}/${startYear + 1}`;

/** The school year that one works on. */
export function ChooseYear({
  years,
  value,
  onChange,
}: {
  readonly years: readonly SchoolYear[];
  readonly value: string;
  readonly onChange: (year: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('setup.year')}
      data={years.map((year) => ({ value: year.id, label: label(year) }))}
      value={value}
      onChange={(year) => year !== null && onChange(year)}
      allowDeselect={false}
      w={200}
    />
  );
}
