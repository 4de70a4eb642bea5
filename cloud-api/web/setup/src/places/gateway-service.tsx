import { Button } from '@mantine/core';
import { ConfirmButton, ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gateway } from '../types.ts';
import { RetireDialog } from './retire-dialog.tsx';

/** Takes a gateway out of service, or puts it back. */
export function GatewayService({ gateway }: { readonly gateway: Gateway }) {
  const { t } = useTranslation();
  const [retiring, setRetiring] = useState(false);
  const reinstate = useAct();
  const path = `/gateways/${gateway.id}/retirement`;
  if (gateway.state === 'retired')
    return (
      <>
        <ConfirmButton
          variant="default"
          color="gate"
          loading={reinstate.isPending}
          question={t('gateway.reinstate_question', { name: gateway.name })}
          onConfirm={() => reinstate.mutate({ method: 'DELETE', path, body: undefined })}
        >
          {t('gateway.reinstate')}
        </ConfirmButton>
        <ProblemAlert error={reinstate.error} />
      </>
    );
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        aria-label={`${t('gateway.retire')}: ${gateway.name}`}
        onClick={() => setRetiring(true)}
      >
        {t('gateway.retire')}
      </Button>
      {retiring && <RetireDialog gateway={gateway} path={path} onClose={() => setRetiring(false)} />}
    </>
  );
}
