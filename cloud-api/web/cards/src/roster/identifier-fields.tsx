import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** As НЕИСПУО numbers them. */
const TYPES = ['0', '1', '2'] as const;
type IdentifierType = (typeof TYPES)[number];

export interface Identifier {
  readonly type: IdentifierType;
  readonly text: string;
}

export const NO_IDENTIFIER: Identifier = { type: '0', text: '' };

/** As the API takes it; nothing where it was left empty. */
export const identifierBody = ({ type, text }: Identifier) =>
  text.trim() === '' ? {} : { identifierType: Number(type), identifier: text.trim() };

interface Props {
  readonly value: Identifier;
  readonly required?: boolean;
  readonly onChange: (value: Identifier) => void;
}

/** By which number the state knows somebody. */
export function IdentifierFields({ value, required = false, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        size="md"
        label={t('roster.identifier_type')}
        data={TYPES.map((type) => ({ value: type, label: t(`identifier.${type}`) }))}
        value={value.type}
        allowDeselect={false}
        onChange={(type) => onChange({ ...value, type: (type as IdentifierType | null) ?? '0' })}
      />
      <TextInput
        size="md"
        label={t('roster.identifier')}
        required={required}
        maxLength={30}
        autoComplete="off"
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
