import { Button, Card, Collapse, Group, Stack, Text, Title } from '@mantine/core';
import { ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { heldOn } from '../shared/timeline.ts';
import { useAll } from '../shared/use-all.ts';
import { VersionList } from '../shared/version-list.tsx';
import type { Bells, Coded } from '../types.ts';
import { BellsDialog } from './bells-dialog.tsx';
import { BellsWeek } from './bells-week.tsx';

const summary = ({ periods }: Bells): string =>
  `${periods.length} × · ${periods[0]?.start ?? ''}–${periods.at(-1)?.end ?? ''}`;

/** One shift: when its bell rings this week, and what holds from when. */
export function ShiftCard({ shift, onEdit }: { readonly shift: Coded; readonly onEdit: () => void }) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const text = useProblemText();
  const bells = useAll<Bells>(`/bells?shift=${shift.id}`);
  const [basis, setBasis] = useState<Bells | 'today'>();
  const [open, setOpen] = useState(false);
  return (
    <Card withBorder>
      <Stack>
        <Group justify="space-between">
          <Group gap="sm" align="baseline">
            <Title order={3} size="h4">
              {shift.name}
            </Title>
            <Text c="dimmed">{shift.code}</Text>
          </Group>
          <Group gap="xs">
            <Button variant="subtle" aria-label={`${t('setup.edit')} ${shift.name}`} onClick={onEdit}>
              {t('setup.edit')}
            </Button>
            <Button
              variant="default"
              aria-label={`${t('bells.change')} ${shift.name}`}
              disabled={bells.data === undefined}
              onClick={() => setBasis('today')}
            >
              {t('bells.change')}
            </Button>
          </Group>
        </Group>
        {bells.error && <ErrorState message={text(bells.error)} onRetry={() => void bells.refetch()} />}
        {bells.isPending && <LoadingState />}
        {bells.data?.length === 0 && <Text c="orange">{t('bells.none')}</Text>}
        {bells.data && bells.data.length > 0 && (
          <>
            <BellsWeek bells={bells.data} />
            <Group>
              <Button variant="subtle" size="compact-md" aria-expanded={open} onClick={() => setOpen(!open)}>
                {t('setup.versions', { count: bells.data.length })}
              </Button>
            </Group>
            <Collapse expanded={open}>
              <VersionList
                versions={bells.data}
                what={summary}
                path={({ id }) => `/bells/${id}`}
                acts={(version) => (
                  <Button variant="subtle" size="compact-md" onClick={() => setBasis(version)}>
                    {t('setup.as_basis')}
                  </Button>
                )}
              />
            </Collapse>
          </>
        )}
      </Stack>
      {basis && (
        <BellsDialog
          shift={shift}
          basis={basis === 'today' ? (heldOn(bells.data ?? [], today) ?? bells.data?.at(-1)) : basis}
          onClose={() => setBasis(undefined)}
        />
      )}
    </Card>
  );
}
