import { Badge, Group, Stack, Text } from '@mantine/core';
import { ConfirmButton, ProblemAlert, useAct, useMoment } from '@vratar/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dated, type Placed, timeline, type When } from './timeline.ts';

interface Props<T extends Dated> {
  readonly versions: readonly T[];
  /** In one line. */
  readonly what: (version: T) => ReactNode;
  /** Path of one version, where it can be taken back. */
  readonly path?: (version: T) => string;
  readonly question?: string;
  /** Further things to do with a version. */
  readonly acts?: (version: T) => ReactNode;
}

const COLOURS: Readonly<Record<When, string>> = {
  now: 'gate',
  later: 'blue',
  before: 'gray',
  replaced: 'gray',
};

/** What holds today, what will hold, and what held before; each can be taken back, and then what was before holds on. */
export function VersionList<T extends Dated>({ versions, what, path, question, acts }: Props<T>) {
  const { t } = useTranslation();
  const { today } = useMoment();
  const act = useAct();
  return (
    <Stack gap="xs">
      <ProblemAlert error={act.error} />
      {timeline(versions, today).map((placed) => (
        <Group key={placed.version.id} justify="space-between" gap="xs">
          <Group gap="sm" flex={1} miw={240} wrap="nowrap">
            <Badge color={COLOURS[placed.when]} variant="light" tt="none" miw={96} style={{ flexShrink: 0 }}>
              {t(`when.${placed.when}`)}
            </Badge>
            <div>
              <Period placed={placed} />
              <Text c="dimmed" size="sm" component="div">
                {what(placed.version)}
              </Text>
            </div>
          </Group>
          <Group gap="xs">
            {acts?.(placed.version)}
            {path && (
              <ConfirmButton
                size="compact-md"
                variant="subtle"
                question={question ?? t('setup.take_back_question')}
                onConfirm={() =>
                  act.mutate({ method: 'DELETE', path: path(placed.version), body: undefined })
                }
              >
                {t('setup.take_back')}
              </ConfirmButton>
            )}
          </Group>
        </Group>
      ))}
    </Stack>
  );
}

function Period<T extends Dated>({ placed: { version, until } }: { readonly placed: Placed<T> }) {
  const { t } = useTranslation();
  const { day } = useMoment();
  const from = day(version.holdsFrom);
  if (version.onlyThatDay) return <Text>{t('setup.only_on', { day: from })}</Text>;
  return (
    <Text>
      {until === undefined
        ? t('setup.from_day', { day: from })
        : t('setup.from_to', { from, to: day(until) })}
    </Text>
  );
}
