import { Stack } from '@mantine/core';
import { AtRiskSection } from './at-risk-section.tsx';
import { SignalList } from './signal-list.tsx';

/** Who is at risk, and the signals of чл. 347 about them: from the selection to the authority's answer. */
export function SignalsPage() {
  return (
    <Stack gap="xl">
      <AtRiskSection />
      <SignalList />
    </Stack>
  );
}
