import { Alert, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  ConfirmButton,
  callApi,
  EmptyState,
  ErrorState,
  ListView,
  LoadingState,
  ProblemAlert,
  useAct,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameOf, type Person } from '../../../cards/src/types.ts';
import { PickRegisterPerson } from '../accounts/pick-register-person.tsx';
import { type Given, GivenState, isOver } from '../delegations/given-state.tsx';
import { AddGuardian } from './add-guardian.tsx';
import { isYoung } from './is-young.ts';

interface Relative {
  readonly guardianship: string;
  readonly person: Person;
  readonly relation: string;
  readonly from: string;
  readonly until?: string;
}
interface PersonPage {
  readonly person: Person;
  readonly birthDate?: string;
  readonly guardians: readonly Relative[];
}
interface Trust extends Given {
  readonly id: string;
  readonly giver?: string;
  readonly acts: readonly string[];
}

/**
 * A pupil's guardians, and whom they have trusted; the school links and ends.
 * @param changes whether the viewer may do so, or only look
 */
export function FamiliesTab({ changes }: { readonly changes: boolean }) {
  const { t } = useTranslation();
  const [child, setChild] = useState<Person>();
  return (
    <Stack gap="lg">
      <Text c="dimmed" maw={760}>
        {t('families.text')}
      </Text>
      <PickRegisterPerson label={t('pick.student')} kind="student" person={child} onPick={setChild} />
      {child !== undefined && <Family key={child.id} id={child.id} changes={changes} />}
    </Stack>
  );
}

function Family({ id, changes }: { readonly id: string; readonly changes: boolean }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { day, moment } = useMoment();
  const act = useAct();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['family', id],
    queryFn: ({ signal }) => callApi<PersonPage>('GET', `/people/${id}`, undefined, { signal }),
  });
  if (isPending) return <LoadingState />;
  if (error) return <ErrorState message={problemText(error)} onRetry={() => void refetch()} />;
  const young = isYoung(data.birthDate, new Date());
  const present = data.guardians.filter(({ until }) => until === undefined || Date.parse(until) > Date.now());
  return (
    <Stack gap="lg">
      <Alert color={young ? 'blue' : 'gate'} title={t(young ? 'families.young' : 'families.old')}>
        {t(young ? 'families.young_text' : 'families.old_text')}
        {data.birthDate === undefined && ` ${t('families.no_birth_date')}`}
      </Alert>
      <ProblemAlert error={act.error} />
      <Title order={2} size="h4">
        {t('families.guardians')}
      </Title>
      {present.length === 0 ? (
        <EmptyState title={t('families.no_guardians')} />
      ) : (
        <Table verticalSpacing="sm">
          <Table.Tbody>
            {present.map((link) => (
              <Table.Tr key={link.guardianship}>
                <Table.Td>
                  <Text fw={600}>{nameOf(link.person)}</Text>
                  <Text size="sm" c="dimmed">
                    № {link.person.accountNo}
                  </Text>
                </Table.Td>
                <Table.Td>{t(`relation.${link.relation}`)}</Table.Td>
                <Table.Td>{t('families.since', { day: day(link.from) })}</Table.Td>
                <Table.Td ta="right">
                  {changes && (
                    <ConfirmButton
                      variant="light"
                      question={t('families.end_question', { name: nameOf(link.person) })}
                      onConfirm={() => act.mutate({ path: `/guardianships/${link.guardianship}/end` })}
                    >
                      {t('given.end')}
                    </ConfirmButton>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {changes && <AddGuardian child={id} />}
      <Title order={2} size="h4">
        {t('families.trusted')}
      </Title>
      <Text c="dimmed" maw={760}>
        {t('families.trusted_text')}
      </Text>
      <ListView<Trust>
        path={`/people/${id}/trusted-persons`}
        head={[t('families.by'), t('families.may'), t('period.title'), t('accounts.state'), '']}
        empty={{ title: t('families.no_trusted') }}
        row={(trust) => ({
          key: trust.id,
          cells: [
            trust.giver ?? '—',
            trust.acts.map((one) => t(`act.${one}`)).join('; '),
            `${moment(trust.from)} – ${moment(trust.until)}`,
            <GivenState key="state" given={trust} />,
            changes && !isOver(trust, Date.now()) && (
              <ConfirmButton
                key="end"
                variant="light"
                question={t('families.withdraw_question')}
                onConfirm={() => act.mutate({ path: `/trusted-persons/${trust.id}/withdraw` })}
              >
                {t('given.end')}
              </ConfirmButton>
            ),
          ],
        })}
      />
    </Stack>
  );
}
