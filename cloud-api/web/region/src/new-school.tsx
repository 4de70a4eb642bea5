import { Autocomplete, Modal, Stack, TextInput } from '@mantine/core';
import { FormButtons, LanguageSelect, ProblemAlert, useAct } from '@vratar/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Region } from './types.ts';

const EMPTY = { region: '', regionName: '', code: '', name: '', city: '' };
type Field = keyof typeof EMPTY;

interface Props {
  readonly regions: readonly Region[];
  /** @param region code of the one that the school is in */
  readonly onEntered: (region: string) => void;
  readonly onClose: () => void;
}

/** An operator enters a school: after that its first principal is invited, who does everything else. */
export function NewSchool({ regions, onEntered, onClose }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(EMPTY);
  const [language, setLanguage] = useState('bg');
  const text = Object.fromEntries(
    Object.entries(draft).map(([field, value]) => [field, value.trim()]),
  ) as typeof EMPTY;
  text.region = text.region.toUpperCase();
  const act = useAct(() => {
    onEntered(text.region);
    onClose();
  });
  const isNewRegion = text.region !== '' && regions.every(({ code }) => code.toUpperCase() !== text.region);
  const ready = text.region !== '' && text.name !== '' && (!isNewRegion || text.regionName !== '');
  const input = (field: Field) => ({
    label: t(`school.${field}`),
    value: draft[field],
    onChange: (value: string) => setDraft({ ...draft, [field]: value }),
  });
  const plain = (field: Field) => {
    const { onChange, ...rest } = input(field);
    return {
      ...rest,
      onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    };
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { region, regionName, code, name, city } = text;
    const body = {
      region,
      code,
      name,
      language,
      ...(isNewRegion ? { regionName } : {}),
      ...(city === '' ? {} : { city }),
    };
    act.mutate({ path: '/schools', body });
  };
  return (
    <Modal opened onClose={onClose} title={t('school.new')} size="md" centered>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            {...plain('code')}
            description={t('school.code_hint')}
            inputMode="numeric"
            pattern="[0-9]{6,8}"
            required
            data-autofocus
          />
          <TextInput {...plain('name')} required maxLength={120} />
          <TextInput {...plain('city')} maxLength={120} />
          <Autocomplete
            {...input('region')}
            description={t('school.region_hint')}
            data={regions.map(({ code }) => code)}
            required
            maxLength={40}
          />
          {isNewRegion && <TextInput {...plain('regionName')} required maxLength={120} />}
          <LanguageSelect label={t('school.language')} value={language} onChange={setLanguage} />
          <ProblemAlert error={act.error} />
          <FormButtons submit={t('school.enter')} busy={act.isPending} ready={ready} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
