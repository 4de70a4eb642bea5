import { Alert, Badge, Switch, Tooltip } from '@mantine/core';
import { DataAge, LoadingState, PageShell, useLive } from '@vratar/ui';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardState } from '../../src/board/schema.ts';
import { BoardContent } from './board-content.tsx';
import { ActContext, actWith } from './use-act.ts';
import { useBeep } from './use-beep.ts';

/** The simulator's board: a person's hands at a school's lanes, and everything that can go wrong there. */
export function Board() {
  const { t } = useTranslation();
  const live = useLive<BoardState>('api/live');
  const [problem, setProblem] = useState<Error>();
  const [sound, setSound] = useState(false);
  const act = useMemo(() => actWith(setProblem), []);
  const state = live.data;
  useBeep(sound && state !== undefined && isBuzzing(state));

  return (
    <ActContext value={act}>
      <PageShell
        wide
        title={t('board.title')}
        subtitle={state?.school}
        aside={
          <>
            <Switch
              label={t('board.sound')}
              checked={sound}
              onChange={(event) => setSound(event.currentTarget.checked)}
            />
            {state !== undefined && (
              <Tooltip label={t('board.insideWhy')}>
                <Badge size="lg" variant="light" tt="none">
                  {t('board.inside', { number: state.inside, all: state.people })}
                </Badge>
              </Tooltip>
            )}
            <DataAge at={live.heardAt} connected={live.connected} liveMs={8000} staleMs={20_000} />
          </>
        }
      >
        {problem !== undefined && (
          <Alert
            color="red"
            mb="md"
            role="alert"
            withCloseButton
            closeButtonLabel={t('common.close')}
            onClose={() => setProblem(undefined)}
          >
            {problem.message}
          </Alert>
        )}
        {state === undefined ? <LoadingState /> : <BoardContent state={state} onProblem={setProblem} />}
      </PageShell>
    </ActContext>
  );
}

function isBuzzing({ lanes }: BoardState): boolean {
  return lanes.some((lane) => lane.in?.panel?.buzzing || lane.out?.panel?.buzzing);
}
