import { Alert, List } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PresenceView } from './types.ts';
import { useWhyText } from './use-why-text.ts';

/** Why nobody can say where so many are: each reason with its entrance and moment, the most frequent first. */
export function UnknownWhy({ view }: { readonly view: PresenceView }) {
  const { t } = useTranslation();
  const text = useWhyText(view);
  const reasons = new Map<string, number>();
  for (const { state, why, class: of } of view.people ?? []) {
    // Staff has no class, and is not in the number above.
    if (state !== 'unknown' || why === undefined || of === undefined) continue;
    const reason = text(why);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  if (reasons.size === 0) return null;
  const shown = [...reasons].toSorted(([, a], [, b]) => b - a).slice(0, AT_MOST);
  return (
    <Alert
      color="orange"
      icon={<IconHelpCircle aria-hidden />}
      title={t('today.why_unknown')}
      mb="lg"
      role="status"
    >
      <List>
        {shown.map(([reason, count]) => (
          <List.Item key={reason}>
            <b>{count}</b>: {reason}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** The rest are single cases: they stand beside the names. */
const AT_MOST = 4;
