import { Button, Flex, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly button: string;
  readonly loading?: boolean;
  /** Where the desk reader types into when the page or dialog opens. */
  readonly focus?: boolean;
  readonly onEnter: (text: string) => void;
}

/** A field into which a desk reader types a number and Enter, or a person a number or a name. */
export function ScanField({ label, description, button, loading = false, focus = false, onEnter }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    onEnter(text.trim());
    setText('');
  };
  return (
    <form onSubmit={submit}>
      <Flex gap="sm" align="flex-end" wrap="wrap">
        <TextInput
          flex="1 1 260px"
          size="md"
          label={label}
          description={description}
          placeholder={t('scan.placeholder')}
          value={text}
          autoFocus={focus}
          data-autofocus={focus || undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" loading={loading}>
          {button}
        </Button>
      </Flex>
    </form>
  );
}
