import { Alert, Button, Card, Group, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { IconCheck, IconDownload } from '@tabler/icons-react';
import { ConfirmButton, useProblemText } from '@vratar/ui';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalText } from './refusal-text.tsx';
import { SignDialog } from './sign-dialog.tsx';
import type { MonthView } from './types.ts';
import { type MonthAct, useMonthAct } from './use-months.ts';

const AFTER: Readonly<Record<MonthView['state'], number>> = {
  draft: 0,
  checked: 1,
  generated: 2,
  imported: 3,
  signed: 4,
  declared: 4,
  final: 4,
  expired: 0,
};

/** The way of a month, a card a step: what is done, what comes next, and what stands in its way. */
export function MonthSteps({ view }: { readonly view: MonthView }) {
  const { t } = useTranslation();
  const problem = useProblemText();
  const act = useMonthAct(view.month);
  const refusal = useRefusalText();
  const [number, setNumber] = useState('');
  const [signing, setSigning] = useState<'sign' | 'declare'>();
  const done = AFTER[view.state];
  const { can } = view;
  const checked = view.classes.filter((each) => each.checked !== undefined).length;
  const isDeclaration = view.unexcusedRows === 0;
  const run = (what: MonthAct) => act.mutate(what, { onSuccess: () => setSigning(undefined) });
  const signable = isDeclaration ? can.declare : can.sign;
  return (
    <>
      {act.error !== null && signing === undefined && (
        <Alert color="red" role="alert">
          {problem(act.error)}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        <Step n={1} title={t('step.check')} done={view.classes.length > 0 && checked === view.classes.length}>
          <Text>{t('step.check.text', { checked, all: view.classes.length })}</Text>
        </Step>
        <Step n={2} title={t(isDeclaration ? 'step.declaration' : 'step.file')} done={done >= 2}>
          {isDeclaration ? (
            <Button
              component="a"
              variant="default"
              href={`/api/v1/months/${view.month}/declaration`}
              leftSection={<IconDownload size={20} aria-hidden />}
            >
              {t('step.declaration.download')}
            </Button>
          ) : (
            <>
              <Text>{t('step.file.text', { count: view.unexcusedRows })}</Text>
              {done >= 2 && (
                <Button
                  component="a"
                  variant="default"
                  href={`/api/v1/months/${view.month}/file`}
                  leftSection={<IconDownload size={20} aria-hidden />}
                >
                  {t('step.file.download')}
                </Button>
              )}
              {done < 4 && (done < 2 || !view.fileIsCurrent) && (
                <Button
                  disabled={!can.generate.ok}
                  loading={act.isPending}
                  onClick={() => run({ act: 'generate' })}
                >
                  {t('step.file.generate')}
                </Button>
              )}
              {done >= 2 && done < 4 && !view.fileIsCurrent && (
                <Text c="orange">{t('guard.month_outdated')}</Text>
              )}
              {done < 2 && <Reason text={refusal(can.generate)} />}
            </>
          )}
        </Step>
        {!isDeclaration && (
          <Step n={3} title={t('step.import')} done={done >= 3}>
            {done < 3 && <Text>{t('step.import.text')}</Text>}
            {done === 2 && (
              <form
                onSubmit={(event) => {
                  event.preventDefault();
                  run({ act: 'mark_imported', number });
                }}
              >
                <Group align="flex-end">
                  <TextInput
                    required
                    label={t('step.import.number')}
                    value={number}
                    onChange={(event) => setNumber(event.currentTarget.value)}
                  />
                  <Button type="submit" loading={act.isPending} disabled={!can.mark_imported.ok}>
                    {t('step.import.mark')}
                  </Button>
                </Group>
              </form>
            )}
          </Step>
        )}
        <Step n={isDeclaration ? 3 : 4} title={t('step.sign')} done={done >= 4}>
          {done < 4 && (
            <Button
              disabled={!signable.ok && signable.code !== 'days_unreconciled'}
              onClick={() => {
                act.reset();
                setSigning(isDeclaration ? 'declare' : 'sign');
              }}
            >
              {t(isDeclaration ? 'step.sign.declare' : 'step.sign.do')}
            </Button>
          )}
          {done < 4 && <Reason text={refusal(signable)} />}
          {can.unsign.ok && (
            <ConfirmButton
              variant="light"
              question={t('step.unsign.question')}
              onConfirm={() => run({ act: 'unsign' })}
            >
              {t('step.unsign')}
            </ConfirmButton>
          )}
        </Step>
      </SimpleGrid>
      <SignDialog
        act={signing}
        view={view}
        busy={act.isPending}
        error={act.error}
        onSign={run}
        onClose={() => setSigning(undefined)}
      />
    </>
  );
}

function Step({
  n,
  title,
  done,
  children,
}: {
  readonly n: number;
  readonly title: string;
  readonly done: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Card withBorder>
      <Group gap="xs" mb="xs" wrap="nowrap">
        {done ? (
          <IconCheck color="var(--mantine-color-gate-filled)" style={{ flexShrink: 0 }} aria-hidden />
        ) : (
          <Text fw={700}>{n}.</Text>
        )}
        <Title order={2} size="h4">
          {title}
        </Title>
      </Group>
      <Group gap="sm">{children}</Group>
    </Card>
  );
}

function Reason({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <Text c="orange">{text}</Text>;
}
