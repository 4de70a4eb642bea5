import { Fieldset, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { callApi, ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { useAll } from '../shared/use-all.ts';
import { VersionList } from '../shared/version-list.tsx';
import type { GateRules, GateRulesVersion, Gateway } from '../types.ts';
import { RulesForm } from './rules-form.tsx';

interface Sent {
  readonly versions: readonly { readonly version: number; readonly issuedAt: number }[];
}

/**
 * The rules of the gates: those of today to change, those that were set, and what the gateways were given.
 * @param mayChange whether the server would take other rules from this person; else they are only read
 */
export function GatesTab({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const rules = useQuery({
    queryKey: ['gate-rules', 'today'],
    queryFn: ({ signal }) => callApi<GateRules>('GET', '/gate-rules/today', undefined, { signal }),
    // Somebody who looks something up in another window comes back to the form as it was left.
    refetchOnWindowFocus: false,
  });
  const sent = useQuery({
    queryKey: ['gate-rules', 'sent'],
    queryFn: ({ signal }) => callApi<Sent>('GET', '/fleet/gate-rules/versions', undefined, { signal }),
    refetchInterval: 5_000,
  });
  const gateways = useAll<Gateway>('/gateways');
  const { moment } = useMoment();
  if (rules.data === undefined || gateways.data === undefined) {
    const error = rules.error ?? gateways.error;
    if (!error) return <LoadingState />;
    return <ErrorState message={text(error)} onRetry={() => void rules.refetch()} />;
  }
  // A rule that still names a lane of a retired gateway shows it, to be taken out.
  const named = JSON.stringify(rules.data);
  const lanes = gateways.data.flatMap(({ state, lanes: own }) =>
    own.filter(({ id }) => state !== 'retired' || named.includes(JSON.stringify(id))),
  );
  const [newest] = sent.data?.versions ?? [];
  return (
    <Stack gap="xl">
      <Text c="dimmed">
        {newest === undefined
          ? t('gates.never_sent')
          : t('gates.sent', { version: newest.version, at: moment(new Date(newest.issuedAt).toISOString()) })}
      </Text>
      {!mayChange && <Text c="dimmed">{t('gates.read_only')}</Text>}
      <Fieldset variant="unstyled" disabled={!mayChange}>
        <RulesForm key={JSON.stringify(rules.data)} rules={rules.data} lanes={lanes} mayChange={mayChange} />
      </Fieldset>
      <Versions mayChange={mayChange} />
    </Stack>
  );
}

function Versions({ mayChange }: { readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const { moment } = useMoment();
  const versions = useAll<GateRulesVersion>('/gate-rules');
  if (versions.data === undefined || versions.data.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2} size="h3">
        {t('gates.versions')}
      </Title>
      <VersionList
        versions={versions.data}
        what={({ recordedAt }) => t('gates.set_at', { at: moment(recordedAt) })}
        question={t('gates.take_back_question')}
        {...(mayChange ? { path: ({ id }: GateRulesVersion) => `/gate-rules/${id}` } : {})}
      />
    </Stack>
  );
}
