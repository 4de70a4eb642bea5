import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAll } from '../../../setup/src/shared/use-all.ts';
import { useYear } from '../../../setup/src/shared/use-year.ts';

interface Props {
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** A class of the year that is worked on. */
export function ClassSelect({ value, onChange }: Props) {
  const { t } = useTranslation();
  const { year } = useYear();
  const classes = useAll<{ id: string; name: string }>(`/classes?schoolYear=${year?.id}`, {
    enabled: year !== undefined,
  });
  return (
    <Select
      size="md"
      label={t('roster.class')}
      required
      searchable
      value={value}
      onChange={onChange}
      data={classes.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
    />
  );
}
