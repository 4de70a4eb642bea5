import { Alert, Anchor, Button, Group, Paper, SegmentedControl, Text, TextInput, Title } from '@mantine/core';
import { ConfirmButton, EmptyState, ErrorState, LoadingState, useMoment, useProblemText } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../dates.ts';
import '../touch.css';
import { AtRiskTable } from './at-risk-table.tsx';
import { DraftDialog } from './draft-dialog.tsx';
import type { AtRiskList, Selection } from './types.ts';
import { useAtRisk, useEndRisk } from './use-signals.ts';

/** The selections of a day: choose pupils, draft signals about them, or take the status from them. */
export function AtRiskSection() {
  const { t, i18n } = useTranslation();
  const { today } = useMoment();
  const problem = useProblemText();
  const [selection, setSelection] = useState<Selection>('risk');
  const [day, setDay] = useState(today);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [drafting, setDrafting] = useState(false);
  const { data, error, refetch } = useAtRisk(day, selection);
  const end = useEndRisk();
  const show = (change: () => void) => {
    setChosen(new Set());
    change();
  };
  const persons = data?.pupils.filter(({ person }) => chosen.has(person)) ?? [];
  const atRisk = persons.filter(({ riskSince }) => riskSince !== undefined);
  return (
    <section aria-label={t('signals.selection')}>
      <Title order={2} size="h4" mb="xs">
        {t('signals.selection')}
      </Title>
      <Group align="flex-end" mb="sm">
        <SegmentedControl
          value={selection}
          onChange={(value) => show(() => setSelection(value as Selection))}
          data={[
            { value: 'risk', label: t('signals.risk') },
            { value: 'dropout', label: t('signals.dropout') },
          ]}
        />
        <TextInput
          type="date"
          label={t('signals.as_of')}
          value={day}
          max={today}
          required
          onChange={(event) => {
            const { value } = event.currentTarget;
            show(() => setDay(value));
          }}
        />
        <Anchor className="touch-link" href="#settings">
          {t('signals.to_limits')}
        </Anchor>
      </Group>
      {data !== undefined && <Limits list={data} selection={selection} />}
      {data?.settledThrough !== undefined && (
        <Text c="dimmed" mb="sm">
          {t('signals.settled', { day: dayText(data.settledThrough, i18n.language, { dateStyle: 'long' }) })}
        </Text>
      )}
      {error !== null && <ErrorState message={problem(error)} onRetry={() => void refetch()} />}
      {end.error !== null && (
        <Alert color="red" role="alert" mb="sm">
          {problem(end.error)}
        </Alert>
      )}
      {data === undefined && error === null && <LoadingState />}
      {data?.pupils.length === 0 && (
        <EmptyState title={t('signals.nobody')} hint={t('signals.nobody.hint')} />
      )}
      {data !== undefined && data.pupils.length > 0 && (
        <>
          <AtRiskTable list={data} chosen={chosen} onChoose={setChosen} />
          <Paper withBorder p="sm" mt="sm" shadow="sm" pos="sticky" bottom={8} style={{ zIndex: 2 }}>
            <Group>
              <Button disabled={persons.length === 0} onClick={() => setDrafting(true)}>
                {t('signals.draft', { count: persons.length })}
              </Button>
              <ConfirmButton
                variant="light"
                disabled={atRisk.length === 0}
                question={t('signals.end.question', { count: atRisk.length })}
                onConfirm={() => end.mutate({ persons: atRisk.map(({ person }) => person), endedOn: today })}
              >
                {t('signals.end')}
              </ConfirmButton>
            </Group>
          </Paper>
          <DraftDialog
            opened={drafting}
            list={data}
            selection={selection}
            persons={persons}
            onClose={() => setDrafting(false)}
            onDrafted={() => setChosen(new Set())}
          />
        </>
      )}
    </section>
  );
}

function Limits({ list, selection }: { readonly list: AtRiskList; readonly selection: Selection }) {
  const { t, i18n } = useTranslation();
  const { limits } = list;
  const values =
    selection === 'risk'
      ? { total: limits.total, unexcused: limits.unexcused, preschool: limits.unexcusedPreschool }
      : {
          unexcused: limits.dropout.toLocaleString(i18n.language, ONE_PLACE),
          preschool: limits.dropoutPreschool,
        };
  return <Text>{t(`signals.limits.${selection}`, values)}</Text>;
}

const ONE_PLACE = { minimumFractionDigits: 1 };
