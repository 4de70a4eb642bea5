import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { monthText } from '../dates.ts';

interface Props {
  readonly months: readonly string[];
  readonly value: string;
  readonly onChange: (month: string) => void;
}

export function MonthSelect({ months, value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const all = months.includes(value) ? months : [value, ...months];
  return (
    <Select
      label={t('month.month')}
      w={220}
      allowDeselect={false}
      value={value}
      onChange={(month) => month !== null && onChange(month)}
      data={all.map((month) => ({ value: month, label: monthText(month, i18n.language) }))}
    />
  );
}
