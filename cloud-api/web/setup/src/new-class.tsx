import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A new class of a school year. */
export function NewClass({ year, onClose }: { readonly year: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [grade, setGrade] = useState<number | string>('');
  const add = useAct(onClose);
  const ready = name.trim() !== '' && typeof grade === 'number';
  return (
    <Modal opened onClose={onClose} title={t('classes.add')} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) add.mutate({ path: '/classes', body: { schoolYear: year, name: name.trim(), grade } });
        }}
      >
        <Stack>
          <TextInput
            label={t('classes.name')}
            description={t('classes.name_hint')}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <NumberInput
            label={t('classes.grade')}
            description={t('classes.grade_hint')}
            value={grade}
            min={-6}
            max={32}
            allowDecimal={false}
            onChange={setGrade}
          />
          <ProblemAlert error={add.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending} disabled={!ready}>
              {t('setup.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
