import { SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const FIELDS = { birthDate: 'date', phone: 'tel', email: 'email' } as const;
const NAMES = ['birthDate', 'phone', 'email'] as const;

export type Contact = Readonly<Record<(typeof NAMES)[number], string>>;

export const NO_CONTACT: Contact = { birthDate: '', phone: '', email: '' };

/** As the API takes it for somebody new; nothing of what was left empty. */
export const contactBody = (contact: Contact) =>
  Object.fromEntries(
    NAMES.flatMap((name) => (contact[name].trim() === '' ? [] : [[name, contact[name].trim()]])),
  );

interface Props {
  readonly value: Contact;
  readonly onChange: (value: Contact) => void;
}

/** When somebody was born, and where the school reaches them. */
export function ContactFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      {NAMES.map((name) => (
        <TextInput
          key={name}
          type={FIELDS[name]}
          size="md"
          label={t(`roster.${name}`)}
          maxLength={name === 'email' ? 254 : 40}
          autoComplete="off"
          value={value[name]}
          onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}
