import { SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const PARTS = ['first', 'middle', 'last'] as const;

export type Name = Readonly<Record<(typeof PARTS)[number], string>>;

export const NO_NAME: Name = { first: '', middle: '', last: '' };

/** As the API takes it. */
export const nameBody = ({ first, middle, last }: Name) => ({
  first: first.trim(),
  last: last.trim(),
  ...(middle.trim() === '' ? {} : { middle: middle.trim() }),
});

interface Props {
  readonly value: Name;
  readonly onChange: (value: Name) => void;
}

/** The three names of somebody; not everybody has the one in the middle. */
export function NameFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      {PARTS.map((part) => (
        <TextInput
          key={part}
          size="md"
          label={t(`roster.${part}`)}
          required={part !== 'middle'}
          maxLength={255}
          autoComplete="off"
          data-autofocus={part === 'first' || undefined}
          value={value[part]}
          onChange={(event) => onChange({ ...value, [part]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}
