import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Coded, Lesson, Staff } from '../types.ts';

interface Props {
  readonly lessons: readonly Lesson[];
  readonly subjects: readonly Coded[];
  readonly staff: readonly Staff[];
}

/** What is taught at one hour, by whom, to which subgroup, in which weeks. */
export function LessonText({ lessons, subjects, staff }: Props) {
  const { t } = useTranslation();
  return lessons.map((lesson, index) => {
    const teacher = staff.find(({ id }) => id === lesson.teacher);
    const details = [
      lesson.group,
      lesson.weeks && t(`weeks.${lesson.weeks}`),
      teacher && `${teacher.first[0]}. ${teacher.last}`,
    ].filter(Boolean);
    return (
      <div key={index}>
        <Text lh={1.25} style={{ overflowWrap: 'anywhere' }}>
          {subjects.find(({ code }) => code === lesson.subject)?.name ?? lesson.subject}
        </Text>
        {details.length > 0 && (
          <Text size="xs" c="dimmed">
            {details.join(' · ')}
          </Text>
        )}
      </div>
    );
  });
}
