import { Checkbox, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface Holds {
  readonly holdsFrom: string;
  readonly onlyThatDay: boolean;
}

/** From which day on something holds, or on which one day. */
export function HoldsFields({
  value,
  only,
  onChange,
}: {
  readonly value: Holds;
  /** What it means that it holds on one day. */
  readonly only: string;
  readonly onChange: (value: Holds) => void;
}) {
  const { t } = useTranslation();
  return (
    <Group align="end">
      <TextInput
        type="date"
        label={t(value.onlyThatDay ? 'setup.on_day' : 'setup.holds_from')}
        value={value.holdsFrom}
        onChange={(event) => onChange({ ...value, holdsFrom: event.currentTarget.value })}
      />
      <Checkbox
        size="md"
        pb={10}
        label={only}
        checked={value.onlyThatDay}
        onChange={(event) => onChange({ ...value, onlyThatDay: event.currentTarget.checked })}
      />
    </Group>
  );
}
