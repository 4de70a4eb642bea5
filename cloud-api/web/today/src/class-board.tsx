import { Badge, Card, Group, Progress, SimpleGrid, Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ClassView, PresenceView } from './types.ts';

interface Props {
  readonly view: PresenceView;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

/** One card a class: how many are in, and how the lesson of the moment stands. */
export function ClassBoard({ view, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('today.classes')}>
      <Title order={2} size="h4" mb="xs">
        {t('today.classes')}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2, sm: 3, lg: 4, xl: 6 }} spacing="sm" mb="lg">
        {view.classes.map((each) => (
          <UnstyledButton
            key={each.id}
            aria-pressed={chosen === each.id}
            onClick={() => onChoose(chosen === each.id ? undefined : each.id)}
          >
            <ClassCard view={each} at={view.at} chosen={chosen === each.id} />
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </section>
  );
}

function ClassCard({
  view,
  at,
  chosen,
}: {
  readonly view: ClassView;
  readonly at: number;
  readonly chosen: boolean;
}) {
  const { counts } = view;
  const share = (count: number) => (counts.expected === 0 ? 0 : (100 * count) / counts.expected);
  return (
    <Card withBorder padding="sm" style={chosen ? { background: 'var(--mantine-color-gate-light)' } : {}}>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Text fw={700} fz="lg">
          {view.name}
        </Text>
        <Text>
          <Text span fw={700}>
            {counts.inside}
          </Text>
          <Text span c="dimmed">
            {' / '}
            {counts.expected}
          </Text>
        </Text>
      </Group>
      <Progress.Root size="md" mb={6} aria-hidden>
        <Progress.Section value={share(counts.inside)} color="gate" />
        <Progress.Section value={share(counts.unknown)} color="orange" />
        <Progress.Section value={share(counts.notCome)} color="red" />
        <Progress.Section value={share(counts.left + counts.awaited + counts.notTracked)} color="gray.5" />
      </Progress.Root>
      <LessonLine view={view} at={at} />
      <FirstLesson view={view} at={at} />
    </Card>
  );
}

/** Who did not come to the first lesson stays in sight after it. */
function FirstLesson({ view, at }: { readonly view: ClassView; readonly at: number }) {
  const { t } = useTranslation();
  const { first, now } = view;
  if (first === undefined || at < first.start || (first.n === now?.n && at < first.end)) return null;
  if (first.missing + first.unknown === 0) return null;
  return (
    <Text size="sm" c="dimmed" mt={4}>
      {t('today.lesson', { n: first.n })}: {first.missing > 0 && `${first.missing} ${t('today.missing')}`}
      {first.missing > 0 && first.unknown > 0 && ', '}
      {first.unknown > 0 && `${first.unknown} ${t('today.unknown').toLocaleLowerCase()}`}
    </Text>
  );
}

function LessonLine({ view, at }: { readonly view: ClassView; readonly at: number }) {
  const { t } = useTranslation();
  const lesson = view.now;
  if (lesson === undefined)
    return (
      <Text size="sm" c="dimmed">
        {t('today.no_lessons')}
      </Text>
    );
  const title = t('today.lesson', { n: lesson.n });
  if (at < lesson.start)
    return (
      <Text size="sm" c="dimmed">
        {title} {t('today.not_begun')}
      </Text>
    );
  if (at >= lesson.end)
    return (
      <Text size="sm" c="dimmed">
        {t('today.over')}
      </Text>
    );
  const badge = (count: number, key: string, color: string) =>
    count === 0 ? null : (
      <Badge color={color} variant="light" tt="none" fw={500}>
        {count} {t(key)}
      </Badge>
    );
  return (
    <Group gap={6}>
      <Text size="sm">{title}:</Text>
      {badge(lesson.missing, 'today.missing', 'red')}
      {badge(lesson.late, 'today.late', 'yellow')}
      {badge(lesson.unknown, 'today.unknown', 'orange')}
      {badge(lesson.excused, 'today.excused', 'blue')}
      {badge(lesson.here, 'today.here', 'gate')}
    </Group>
  );
}
