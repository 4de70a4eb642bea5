import { Alert, Button, Divider, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { ProblemAlert, useAct } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButtons } from './copy-buttons.tsx';
import { EraseButton } from './erase-button.tsx';
import { OutlookView } from './outlook-view.tsx';
import type { Outlook } from './types.ts';

/** Whoever protects data answers a request for a copy or for erasure: by what the request says, without seeing a register. */
export function ErasureTab() {
  const { t } = useTranslation();
  const [accountNo, setAccountNo] = useState('');
  const [last, setLast] = useState('');
  const [outlook, setOutlook] = useState<Outlook>();
  const [erased, setErased] = useState<string>();
  const find = useAct<Outlook>(setOutlook);
  const search = (event: FormEvent) => {
    event.preventDefault();
    setOutlook(undefined);
    setErased(undefined);
    find.mutate({ path: '/erasures/search', body: { accountNo: accountNo.trim(), last: last.trim() } });
  };
  const done = (number: string) => {
    setOutlook(undefined);
    setErased(number);
    setAccountNo('');
    setLast('');
  };
  return (
    <Stack gap="lg" maw={860}>
      <Text c="dimmed">{t('erasure.text')}</Text>
      <form onSubmit={search}>
        <Group align="flex-end">
          <TextInput
            size="md"
            label={t('erasure.number')}
            inputMode="numeric"
            maxLength={20}
            autoComplete="off"
            value={accountNo}
            onChange={(event) => setAccountNo(event.currentTarget.value)}
          />
          <TextInput
            size="md"
            flex={1}
            miw={220}
            label={t('erasure.last')}
            maxLength={255}
            autoComplete="off"
            value={last}
            onChange={(event) => setLast(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            disabled={accountNo.trim() === '' || last.trim() === ''}
            loading={find.isPending}
          >
            {t('accounts.find')}
          </Button>
        </Group>
      </form>
      <ProblemAlert error={find.error} />
      {erased !== undefined && (
        <Alert color="gate" role="status" title={t('erasure.done', { number: erased })}>
          {t('erasure.done_text')}
        </Alert>
      )}
      {outlook !== undefined && (
        <Paper withBorder p="lg">
          <Stack>
            <Text fw={600}>
              {t('erasure.who', { number: outlook.accountNo, kind: t(`erasure.${outlook.kind}`) })}
            </Text>
            <CopyButtons key={outlook.person} outlook={outlook} />
            <Divider />
            <OutlookView outlook={outlook} />
            <EraseButton outlook={outlook} onErased={() => done(outlook.accountNo)} />
          </Stack>
        </Paper>
      )}
    </Stack>
  );
}
