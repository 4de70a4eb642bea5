import { Alert, Button, Card, FileInput, Group, Stack, Text, TextInput } from '@mantine/core';
import { ApiProblem, endOfDay, startOfDay, useProblemText, useZone } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAspImport } from './use-months.ts';

/** Reads the agency's list in, with the dates of its campaign. */
export function AspImport({ month }: { readonly month: string }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const zone = useZone();
  const upload = useAspImport(month);
  const [file, setFile] = useState<File | null>(null);
  const [opens, setOpens] = useState('');
  const [closes, setCloses] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file === null) return;
    // The school's midnight, whatever the zone of this device.
    upload.mutate({ file, opens: startOfDay(zone, opens), closes: endOfDay(zone, closes) });
  };
  return (
    <Card withBorder maw={640}>
      <form onSubmit={submit}>
        <Stack>
          <Text fw={600}>{t('asp.none')}</Text>
          <Text c="dimmed">{t('asp.none.hint')}</Text>
          <FileInput
            required
            label={t('asp.file')}
            placeholder="*.txt"
            accept=".txt,text/plain"
            value={file}
            onChange={setFile}
          />
          <Group grow>
            <TextInput
              required
              type="date"
              label={t('asp.opens')}
              value={opens}
              onChange={(event) => setOpens(event.currentTarget.value)}
            />
            <TextInput
              required
              type="date"
              label={t('asp.closes')}
              value={closes}
              onChange={(event) => setCloses(event.currentTarget.value)}
            />
          </Group>
          {upload.error !== null && (
            <Alert color="red" role="alert">
              {problem(upload.error)}
              {/* Row and field, as НЕИСПУО would name them. */}
              {upload.error instanceof ApiProblem && upload.error.code === 'file_row_invalid' && (
                <Text>{upload.error.message}</Text>
              )}
            </Alert>
          )}
          <Button type="submit" loading={upload.isPending} w="fit-content">
            {t('asp.import')}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
