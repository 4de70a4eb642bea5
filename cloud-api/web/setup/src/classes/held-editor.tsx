import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { ProblemAlert, useAct, useMoment } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAll } from '../shared/use-all.ts';
import { VersionList } from '../shared/version-list.tsx';
import type { Held } from '../types.ts';

interface Props {
  readonly of: string;
  readonly what: 'shift' | 'teacher';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** What holds for a class from which day on; an entry can be taken back, and then what was before holds on. */
export function HeldEditor({ of, what, options }: Props) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const versions = useAll<Held>(`/classes/${of}/${what}s`);
  const [value, setValue] = useState<string | null>(null);
  const [from, setFrom] = useState(today);
  const act = useAct(() => setValue(null));
  const nameOf = (id: string | undefined) =>
    id === undefined ? t('classes.nobody') : (options.find((one) => one.value === id)?.label ?? '—');
  return (
    <Stack gap="xs">
      <Text fw={600}>{t(`classes.${what}`)}</Text>
      <VersionList
        versions={versions.data ?? []}
        what={(held) => nameOf(held[what])}
        path={({ id }) => `/class-${what}s/${id}`}
      />
      {versions.data?.length === 0 && <Text c="dimmed">{t('classes.not_set')}</Text>}
      <Group align="end">
        <Select
          label={t(`classes.new_${what}`)}
          data={[...options]}
          value={value}
          onChange={setValue}
          searchable
          flex={1}
          miw={180}
        />
        <TextInput
          type="date"
          label={t('setup.holds_from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={act.isPending}
          disabled={value === null || from === ''}
          onClick={() =>
            act.mutate({ path: `/classes/${of}/${what}`, body: { [what]: value, holdsFrom: from } })
          }
        >
          {t('setup.set')}
        </Button>
      </Group>
      <ProblemAlert error={act.error} />
    </Stack>
  );
}
