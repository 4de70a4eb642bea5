import { Anchor, Button, Checkbox, FileInput, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choice, KINDS, type Kind } from './types.ts';

interface Props {
  readonly busy: boolean;
  readonly onChoose: (choice: Choice) => void;
}

/** What the file holds, and the file. */
export function ChooseFile({ busy, onChoose }: Props) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>('students');
  const [file, setFile] = useState<File | null>(null);
  const [removeMissing, setRemoveMissing] = useState(false);
  const complete = kind === 'students' && removeMissing;
  return (
    <Stack>
      <SegmentedControl
        aria-label={t('file.kind')}
        data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
      />
      <FileInput
        size="md"
        label={t('file.label')}
        description={t('file.hint')}
        placeholder={t('file.choose')}
        accept=".csv,.txt,.xlsx"
        clearable
        value={file}
        onChange={setFile}
      />
      <Text c="dimmed">
        {t('file.template_text')}{' '}
        <Anchor href={`/api/v1/import-templates/${kind}`}>{t('file.template')}</Anchor>
      </Text>
      {kind === 'students' && (
        <Checkbox
          size="md"
          label={t('file.complete')}
          description={t('file.complete_hint')}
          checked={removeMissing}
          onChange={(event) => setRemoveMissing(event.currentTarget.checked)}
        />
      )}
      <Group justify="flex-end">
        <Button
          disabled={file === null}
          loading={busy}
          onClick={() => file !== null && onChoose({ kind, file, removeMissing: complete })}
        >
          {t('file.look')}
        </Button>
      </Group>
    </Stack>
  );
}
