import { Badge, Button, Group, Modal, Select, Stack, Table, Text } from '@mantine/core';
import { ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScanField } from '../desk/scan-field.tsx';
import type { CardType } from '../types.ts';

interface Outcome {
  readonly uid: string;
  readonly outcome: 'added' | 'known_here' | 'known_elsewhere' | 'twice' | 'refused';
  readonly problem?: string;
}

const TYPES: readonly CardType[] = ['card', 'bracelet', 'fob', 'transit', 'temporary', 'visitor'];

/** A pile of new cards, laid on the reader one after another; each is in the stock when its line is green. */
export function BatchDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [type, setType] = useState<CardType>('card');
  const [done, setDone] = useState<readonly Outcome[]>([]);
  const act = useAct<{ items: Outcome[] }>(({ items }) => setDone((before) => [...items, ...before]));
  const enter = (text: string) => {
    const cards = text
      .split(/[;\n]+/)
      .map((uid) => uid.trim())
      .filter((uid) => uid !== '')
      .map((uid) => ({ uid }));
    act.mutate({ path: '/cards/batch', body: { type, cards } });
  };
  const added = done.filter((one) => one.outcome === 'added').length;
  return (
    <Modal opened onClose={onClose} title={t('stock.add')} size="lg" centered>
      <Stack>
        <Select
          size="md"
          label={t('stock.type')}
          data={TYPES.map((one) => ({ value: one, label: t(`type.${one}`) }))}
          value={type}
          allowDeselect={false}
          onChange={(value) => setType((value as CardType | null) ?? 'card')}
        />
        <ScanField
          label={t('stock.lay')}
          description={t('stock.lay_hint')}
          button={t('stock.take')}
          loading={act.isPending}
          focus
          onEnter={enter}
        />
        <ProblemAlert error={act.error} />
        {done.length > 0 && (
          <>
            <Text role="status">{t('stock.added', { count: added })}</Text>
            <Table>
              <Table.Tbody>
                {done.map(({ uid, outcome, problem }, index) => (
                  <Table.Tr key={done.length - index}>
                    <Table.Td ff="monospace">{uid}</Table.Td>
                    <Table.Td>
                      <Badge
                        color={outcome === 'added' ? 'gate' : 'orange'}
                        variant="light"
                        tt="none"
                        size="lg"
                      >
                        {t(`batch.${problem ?? outcome}`)}
                      </Badge>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('replace.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
