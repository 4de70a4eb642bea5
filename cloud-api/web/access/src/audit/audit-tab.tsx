import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { callApi, endOfDay, ListView, ProblemAlert, saveFile, startOfDay, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTIONS } from '../../../../src/audit/actions.ts';
import { nameOf, type Person } from '../../../cards/src/types.ts';
import { PickRegisterPerson } from '../accounts/pick-register-person.tsx';
import { type Entry, useEntryText } from './use-entry-text.ts';

/** Who saw and did what in the school, newest first: by kind of act, days, and the person who was looked at. */
export function AuditTab({ findsPeople }: { readonly findsPeople: boolean }) {
  const { t } = useTranslation();
  const { moment, zone } = useMoment();
  const entryText = useEntryText();
  const [action, setAction] = useState<string | null>(null);
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [person, setPerson] = useState<Person>();
  const [picking, setPicking] = useState(false);
  const [by, setBy] = useState<{ readonly id: string; readonly name: string }>();
  const filters = new URLSearchParams({
    ...(action === null ? {} : { action }),
    ...(first === '' ? {} : { from: startOfDay(zone, first) }),
    ...(last === '' ? {} : { until: endOfDay(zone, last) }),
    ...(person === undefined ? {} : { person: person.id }),
    ...(by === undefined ? {} : { account: by.id }),
  });
  const download = useMutation({
    mutationFn: () => callApi<Blob>('GET', `/audit/export?${filters}`),
    onSuccess: (file) => saveFile(file, 'audit.csv'),
  });
  return (
    <Stack>
      <Text c="dimmed">{t('audit.text')}</Text>
      <Group align="flex-end">
        <Select
          label={t('audit.action')}
          placeholder={t('audit.all')}
          size="md"
          w={270}
          searchable
          clearable
          value={action}
          onChange={setAction}
          data={AUDIT_ACTIONS.map((value) => ({ value, label: t(`audit.${value}`) }))}
        />
        <TextInput
          type="date"
          label={t('period.first')}
          size="md"
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('period.last')}
          size="md"
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
        {findsPeople && (
          <Button variant="default" onClick={() => setPicking(!picking)} aria-expanded={picking}>
            {person === undefined ? t('audit.about') : nameOf(person)}
          </Button>
        )}
        <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
          {t('audit.export')}
        </Button>
      </Group>
      {picking && (
        <PickRegisterPerson
          label={t('audit.about_whom')}
          kind="student"
          person={person}
          onPick={(picked) => {
            setPerson(picked);
            setPicking(picked === undefined);
          }}
        />
      )}
      {by !== undefined && (
        <Alert
          color="blue"
          withCloseButton
          closeButtonLabel={t('audit.everybody')}
          onClose={() => setBy(undefined)}
        >
          {t('audit.only_by', { name: by.name })}
        </Alert>
      )}
      <ProblemAlert error={download.error} />
      <ListView<Entry>
        path={`/audit?${filters}`}
        head={[t('audit.when'), t('audit.who'), t('audit.what'), t('audit.detail')]}
        empty={{ title: t('audit.none'), hint: t('audit.none_hint') }}
        row={(entry) => {
          const { account, name } = entry;
          return {
            key: String(entry.n),
            cells: [
              moment(entry.at),
              <Stack key="who" gap={0} align="flex-start">
                {account !== undefined && name !== undefined && by === undefined ? (
                  <Button
                    variant="subtle"
                    px={0}
                    h="auto"
                    onClick={() => setBy({ id: account, name })}
                    title={t('audit.show_only')}
                  >
                    {name}
                  </Button>
                ) : (
                  name !== undefined && <Text>{name}</Text>
                )}
                <Text size="sm" c="dimmed">
                  {entryText.who(entry)}
                </Text>
              </Stack>,
              t(`audit.${entry.action}`, { defaultValue: entry.action }),
              <Text key="detail" size="sm" c="dimmed" maw={360} style={{ overflowWrap: 'anywhere' }}>
                {entryText.detail(entry)}
              </Text>,
            ],
          };
        }}
      />
    </Stack>
  );
}
