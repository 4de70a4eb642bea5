import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  ConfirmButton,
  callApi,
  ErrorState,
  LoadingState,
  ProblemAlert,
  useAct,
  useMoment,
  useProblemText,
} from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { type SaidConsent, standing } from './standing.ts';

interface Said {
  readonly items: SaidConsent[];
  /** Full after a refusal: the card with the name is not back yet. */
  readonly tracking: 'full' | 'pass_only';
}

/** What was agreed or refused for a pupil, and the way to another mind: for a young child's guardian, or the pupil. */
export function OwnConsent({ person, self }: { readonly person: string; readonly self: boolean }) {
  const { t } = useTranslation();
  const { day } = useMoment();
  const problemText = useProblemText();
  const path = `/people/${person}/consents`;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['consents', person],
    queryFn: ({ signal }) => callApi<Said>('GET', `${path}?limit=200`, undefined, { signal }),
  });
  const act = useAct();
  if (isPending) return <LoadingState />;
  if (error) return <ErrorState message={problemText(error)} onRetry={() => void refetch()} />;
  const last = standing(data.items);
  const say = (given: boolean) => act.mutate({ path, body: { purpose: 'processing', given } });
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t('consent.title')}
      </Title>
      <Text c="dimmed" maw={760}>
        {t(self ? 'consent.text_self' : 'consent.text_child')}
      </Text>
      <Text fw={600} role="status">
        {last === undefined
          ? t('consent.nothing')
          : t(last.given ? 'consent.agreed_on' : 'consent.refused_on', { day: day(last.signedOn) })}
        {last !== undefined && ` · ${last.online ? t('consent.online') : t('consent.on_paper')}`}
      </Text>
      <ProblemAlert error={act.error} />
      {data.tracking === 'full' && last?.given === false && (
        <Alert color="orange" title={t('consent.card_title')}>
          {t('consent.card_text')}
        </Alert>
      )}
      <Group>
        {last?.given !== true && (
          <Button variant="default" loading={act.isPending} onClick={() => say(true)}>
            {t('consent.agree')}
          </Button>
        )}
        {last?.given !== false && (
          <ConfirmButton
            variant="light"
            loading={act.isPending}
            question={t('consent.refuse_question')}
            keep={t('consent.keep')}
            onConfirm={() => say(false)}
          >
            {t(last === undefined ? 'consent.refuse' : 'consent.withdraw')}
          </ConfirmButton>
        )}
      </Group>
    </Stack>
  );
}
