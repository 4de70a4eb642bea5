import { ConfirmButton, ProblemAlert, useAct } from '@vratar/ui';
import { useTranslation } from 'react-i18next';
import type { Outlook } from './types.ts';

interface Props {
  readonly outlook: Outlook;
  readonly onErased: () => void;
}

/** The act itself; asked once more, for it cannot be undone. */
export function EraseButton({ outlook: { person, accountNo, refused }, onErased }: Props) {
  const { t } = useTranslation();
  const act = useAct(onErased);
  if (refused.length > 0) return;
  return (
    <>
      <ProblemAlert error={act.error} />
      <ConfirmButton
        style={{ alignSelf: 'flex-start' }}
        loading={act.isPending}
        question={t('erasure.question', { number: accountNo })}
        keep={t('erasure.keep')}
        onConfirm={() => act.mutate({ path: `/people/${person}/erasure` })}
      >
        {t('erasure.erase')}
      </ConfirmButton>
    </>
  );
}
