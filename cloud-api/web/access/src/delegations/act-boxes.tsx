import { Checkbox, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: string;
  readonly acts: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (acts: string[]) => void;
}

/** What is given: each act in words, to be ticked. */
export function ActBoxes({ label, acts, chosen, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group label={label} value={[...chosen]} onChange={onChange} size="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs" spacing="sm">
        {acts.map((act) => (
          <Checkbox key={act} value={act} label={t(`act.${act}`)} size="md" />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
