import { AppShell, Box, Container, Flex, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { LanguageSwitch } from './language-switch.tsx';

export interface PageShellProps {
  readonly title: string;
  /** One line under the title: the school, the gateway. */
  readonly subtitle?: ReactNode;
  /** Right of the title: age of data, account. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Full width for boards; text pages stay readable at `lg`. */
  readonly wide?: boolean;
}

/** The frame of every page: the mark, title, languages; nothing here scrolls away. */
export function PageShell({ title, subtitle, aside, children, wide = false }: PageShellProps) {
  return (
    <AppShell padding="md">
      <AppShell.Main>
        <Container fluid={wide} size="xl" px={0}>
          <Flex component="header" justify="space-between" align="center" gap="md" wrap="wrap" mb="lg">
            <Group gap="md" wrap="nowrap">
              <GateMark />
              <Box>
                <Title order={1} size="h2">
                  {title}
                </Title>
                {subtitle !== undefined && <Text c="dimmed">{subtitle}</Text>}
              </Box>
            </Group>
            <Group gap="md">
              {aside}
              <LanguageSwitch />
            </Group>
          </Flex>
          {children}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

/** The mark: a turnstile's arms seen from the side. */
function GateMark() {
  return (
    <svg width="44" height="44" viewBox="0 0 44 44" role="img" aria-label="Vratar">
      <rect width="44" height="44" rx="10" fill="var(--mantine-color-gate-8)" />
      <g stroke="white" strokeWidth="3.5" strokeLinecap="round">
        <path d="M22 22 L22 8" />
        <path d="M22 22 L34 29" />
        <path d="M22 22 L10 29" />
      </g>
      <circle cx="22" cy="22" r="4.5" fill="white" />
    </svg>
  );
}
