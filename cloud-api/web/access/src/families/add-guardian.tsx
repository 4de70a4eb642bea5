import { Button, Group, Select, Stack } from '@mantine/core';
import { ProblemAlert, useAct } from '@vratar/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../../cards/src/types.ts';
import { PickRegisterPerson } from '../accounts/pick-register-person.tsx';

const RELATIONS = ['mother', 'father', 'guardian', 'other'] as const;

/** Says that a person of the register answers for the child, from today on. */
export function AddGuardian({ child }: { readonly child: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [guardian, setGuardian] = useState<Person>();
  const [relation, setRelation] = useState<string>('mother');
  const act = useAct(() => {
    setOpen(false);
    setGuardian(undefined);
  });
  if (!open) {
    return (
      <Group>
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('families.add')}
        </Button>
      </Group>
    );
  }
  return (
    <Stack maw={560}>
      <PickRegisterPerson label={t('pick.guardian')} kind="guardian" person={guardian} onPick={setGuardian} />
      <Select
        label={t('families.relation')}
        size="md"
        allowDeselect={false}
        value={relation}
        onChange={(value) => setRelation(value ?? 'mother')}
        data={RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
      />
      <ProblemAlert error={act.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={guardian === undefined}
          loading={act.isPending}
          onClick={() =>
            act.mutate({ path: `/people/${child}/guardians`, body: { guardian: guardian!.id, relation } })
          }
        >
          {t('families.add')}
        </Button>
      </Group>
    </Stack>
  );
}
