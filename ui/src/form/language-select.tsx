import { Select, type SelectProps } from '@mantine/core';
import { LANGUAGE_CHOICES, type Language } from '../words/languages.ts';

type Props = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'allowDeselect'> & {
  readonly value: string;
  readonly onChange: (language: Language) => void;
};

/** One of the languages of Vratar, each by its own name. */
export function LanguageSelect({ value, onChange, ...others }: Props) {
  return (
    <Select
      {...others}
      data={LANGUAGE_CHOICES}
      allowDeselect={false}
      value={value}
      onChange={(chosen) => onChange((chosen ?? value) as Language)}
    />
  );
}
