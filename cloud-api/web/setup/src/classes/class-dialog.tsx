import { Button, Divider, Group, Modal, Stack, TextInput } from '@mantine/core';
import { ConfirmButton, ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAll } from '../shared/use-all.ts';
import type { Coded, SchoolClass, Staff } from '../types.ts';
import { HeldEditor } from './held-editor.tsx';

interface Props {
  readonly of: SchoolClass;
  /** Whether names of the staff may be read: without them nobody can be chosen. */
  readonly mayName: boolean;
  readonly onClose: () => void;
}

/** One class: its name, and from which day on which shift and which teacher are its own. */
export function ClassDialog({ of, mayName, onClose }: Props) {
  const { t } = useTranslation();
  const [name, setName] = useState(of.name);
  const rename = useAct();
  const remove = useAct(onClose);
  const shifts = useAll<Coded>('/shifts');
  const staff = useAll<Staff>('/people?kind=staff', { enabled: mayName });
  const path = `/classes/${of.id}`;
  return (
    <Modal opened onClose={onClose} title={`${t('classes.class')} ${of.name}`} size="lg">
      <Stack>
        <Group align="end">
          <TextInput
            label={t('classes.name')}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
            flex={1}
          />
          <Button
            loading={rename.isPending}
            disabled={name.trim() === '' || name === of.name}
            onClick={() => rename.mutate({ method: 'PATCH', path, body: { name: name.trim() } })}
          >
            {t('setup.save')}
          </Button>
        </Group>
        <ProblemAlert error={rename.error ?? remove.error} />
        <Divider />
        <HeldEditor
          of={of.id}
          what="shift"
          options={(shifts.data ?? []).map(({ id, name: label }) => ({ value: id, label }))}
        />
        <Divider />
        {mayName && (
          <>
            <HeldEditor
              of={of.id}
              what="teacher"
              options={(staff.data ?? []).map(({ id, first, last }) => ({
                value: id,
                label: `${first} ${last}`,
              }))}
            />
            <Divider />
          </>
        )}
        <Group justify="flex-end">
          <ConfirmButton
            variant="subtle"
            color="red"
            question={t('classes.remove_question')}
            onConfirm={() => remove.mutate({ method: 'DELETE', path, body: undefined })}
          >
            {t('classes.remove')}
          </ConfirmButton>
        </Group>
      </Stack>
    </Modal>
  );
}
