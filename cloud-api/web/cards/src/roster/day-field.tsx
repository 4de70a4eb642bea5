import { TextInput } from '@mantine/core';

interface Props {
  readonly label: string;
  readonly description?: string;
  /** Local date. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** A day of the school. */
export function DayField({ label, description, value, onChange }: Props) {
  return (
    <TextInput
      type="date"
      size="md"
      required
      label={label}
      description={description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
