import { Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { callApi, ErrorState, LoadingState, useProblemText } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import { EraseButton } from '../../../access/src/erasure/erase-button.tsx';
import { OutlookView } from '../../../access/src/erasure/outlook-view.tsx';
import type { Outlook } from '../../../access/src/erasure/types.ts';

interface Props {
  readonly person: string;
  readonly onErased: () => void;
  readonly onClose: () => void;
}

/** Says what an erasure takes and what stays, and does it where it may be done. */
export function EraseDialog({ person, onErased, onClose }: Props) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['erasure', person],
    queryFn: ({ signal }) => callApi<Outlook>('GET', `/people/${person}/erasure`, undefined, { signal }),
    retry: false,
  });
  return (
    <Modal opened onClose={onClose} title={t('erasure.title')} size="lg" centered>
      {isPending && <LoadingState />}
      {error && <ErrorState message={text(error)} onRetry={() => void refetch()} />}
      {data && (
        <Stack>
          <OutlookView outlook={data} />
          <EraseButton outlook={data} onErased={onErased} />
        </Stack>
      )}
    </Modal>
  );
}
