import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type Act, ConfirmButton, ProblemAlert, useAct } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind?: 'text' | 'time' | 'number' | 'choice';
  /** Of a choice. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly optional?: boolean;
  readonly maxLength?: number;
}
export type Values = Readonly<Record<string, string>>;

interface Props {
  readonly title: string;
  readonly fields: readonly Field[];
  /** As they are stored; what is not named is empty. */
  readonly values?: Values;
  /** What to send; `changed` are the members that differ from `values`. */
  readonly send: (all: Values, changed: Values) => Act;
  readonly remove?: { readonly path: string; readonly label: string; readonly question: string };
  readonly onClose: () => void;
}

/** One row of a register: entered, corrected, or taken out. */
export function RegisterDialog({ title, fields, values = {}, send, remove, onClose }: Props) {
  const { t } = useTranslation();
  const stored = Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? '']));
  const [draft, setDraft] = useState<Values>(stored);
  const save = useAct(onClose);
  const removal = useAct(onClose);
  const trimmed = Object.fromEntries(Object.entries(draft).map(([name, text]) => [name, text.trim()]));
  const changed = Object.fromEntries(Object.entries(trimmed).filter(([name, text]) => text !== stored[name]));
  const complete = fields.every(({ name, optional }) => optional || trimmed[name] !== '');
  const ready = complete && Object.keys(changed).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !save.isPending) save.mutate(send(trimmed, changed));
  };
  return (
    <Modal opened onClose={onClose} title={title} size="md" centered>
      <form onSubmit={submit}>
        <Stack>
          {fields.map((field, index) => (
            <FieldInput
              key={field.name}
              field={field}
              value={draft[field.name]!}
              first={index === 0}
              onChange={(text) => setDraft({ ...draft, [field.name]: text })}
            />
          ))}
          <ProblemAlert error={save.error ?? removal.error} />
          <Group justify="space-between">
            {remove ? (
              <ConfirmButton
                variant="subtle"
                question={remove.question}
                onConfirm={() => removal.mutate({ method: 'DELETE', path: remove.path, body: undefined })}
              >
                {remove.label}
              </ConfirmButton>
            ) : (
              <span />
            )}
            <Button type="submit" loading={save.isPending} disabled={!ready}>
              {t('setup.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function FieldInput({
  field: { label, hint, kind = 'text', options = [], optional = false, maxLength = 120 },
  value,
  first,
  onChange,
}: {
  readonly field: Field;
  readonly value: string;
  readonly first: boolean;
  readonly onChange: (value: string) => void;
}) {
  if (kind === 'choice')
    return (
      <Select
        label={label}
        description={hint}
        data={[...options]}
        value={value === '' ? null : value}
        onChange={(chosen) => onChange(chosen ?? '')}
        clearable={optional}
        allowDeselect={optional}
      />
    );
  return (
    <TextInput
      type={kind}
      label={label}
      description={hint}
      value={value}
      maxLength={maxLength}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(first ? { 'data-autofocus': true } : {})}
    />
  );
}
