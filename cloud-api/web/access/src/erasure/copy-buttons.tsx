import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { callApi, ProblemAlert, saveFile } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Outlook } from './types.ts';

/** A copy of everything that is held of the person: for a program, or to read in the language of the page. */
export function CopyButtons({ outlook: { person, accountNo } }: { readonly outlook: Outlook }) {
  const { t, i18n } = useTranslation();
  const json = useMutation({
    mutationFn: () => callApi<object>('GET', `/people/${person}/export`),
    onSuccess: (copy) =>
      saveFile(
        new Blob([JSON.stringify(copy, undefined, 2)], { type: 'application/json' }),
        `person-${accountNo}.json`,
      ),
  });
  const pdf = useMutation({
    mutationFn: () => callApi<Blob>('GET', `/people/${person}/export/document?language=${i18n.language}`),
    onSuccess: (file) => saveFile(file, `person-${accountNo}.pdf`),
  });
  const isDone = json.isSuccess || pdf.isSuccess;
  return (
    <Stack gap="xs">
      <Text>{t('copy.text')}</Text>
      <Group>
        <Button variant="default" loading={pdf.isPending} onClick={() => pdf.mutate()}>
          {t('copy.pdf')}
        </Button>
        <Button variant="default" loading={json.isPending} onClick={() => json.mutate()}>
          {t('copy.json')}
        </Button>
      </Group>
      <ProblemAlert error={pdf.error ?? json.error} />
      {isDone && (
        <Text role="status" size="sm" c="dimmed">
          {t('copy.done')}
        </Text>
      )}
    </Stack>
  );
}
