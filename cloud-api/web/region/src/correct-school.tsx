import { Autocomplete, Modal, Stack, TextInput } from '@mantine/core';
import { FormButtons, ProblemAlert, useAct } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Region, SchoolNumbers } from './types.ts';

const FIELDS = ['code', 'name', 'city', 'region'] as const;

interface Props {
  readonly school: SchoolNumbers;
  readonly region: Region;
  readonly regions: readonly Region[];
  readonly onClose: () => void;
}

/** An operator corrects what was entered of a school; only what was changed is sent. */
export function CorrectSchool({ school, region, regions, onClose }: Props) {
  const { t } = useTranslation();
  const before = { code: school.code, name: school.name, city: school.city, region: region.code };
  const [draft, setDraft] = useState(before);
  const act = useAct(onClose);
  const changed = Object.fromEntries(
    FIELDS.flatMap((field) => (draft[field].trim() === before[field] ? [] : [[field, draft[field].trim()]])),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate({ method: 'PATCH', path: `/schools/${school.school}`, body: changed });
  };
  const plain = (field: 'code' | 'name' | 'city') => ({
    label: t(`school.${field}`),
    value: draft[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [field]: event.currentTarget.value }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('school.correct_title', { name: school.name })}
      size="md"
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          <TextInput {...plain('name')} required maxLength={120} data-autofocus />
          <TextInput {...plain('city')} maxLength={120} />
          <TextInput
            {...plain('code')}
            description={t('school.code_stays')}
            inputMode="numeric"
            pattern="[0-9]{6,8}"
            required
          />
          <Autocomplete
            label={t('school.region')}
            description={t('school.region_moves')}
            data={regions.map(({ code }) => code)}
            value={draft.region}
            onChange={(value) => setDraft({ ...draft, region: value })}
            required
            maxLength={40}
          />
          <ProblemAlert error={act.error} />
          <FormButtons
            submit={t('school.save')}
            busy={act.isPending}
            ready={Object.keys(changed).length > 0 && draft.name.trim() !== ''}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
