import { Button, Group, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { callApi } from '../api/call-api.ts';
import { NoticeBell } from './notice-bell.tsx';
import { pagesOf } from './pages-of.ts';
import { useMe } from './use-me.ts';

/** Whoever is signed in: where they work, their pages, their account, and the way out; for others the way in. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { data: me, isPending } = useMe(false);
  if (isPending) return null;
  if (me === undefined) {
    const back = `${location.pathname}${location.search}`;
    return (
      <Button component="a" variant="default" href={`/sign-in/?${new URLSearchParams({ back })}`}>
        {t('account.sign_in')}
      </Button>
    );
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <NoticeBell />
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" maw={330}>
            {me.login ?? t('account.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {me.schools.length > 1 && <Menu.Label>{t('account.school')}</Menu.Label>}
          {me.schools.length > 1 &&
            me.schools.map(({ id, name }) => (
              <Menu.Item key={id} disabled={id === me.school} onClick={() => void workIn(id)}>
                {name}
              </Menu.Item>
            ))}
          {me.schools.length > 1 && <Menu.Divider />}
          {pagesOf(me).map(({ name, href }) => (
            <Menu.Item key={name} component="a" href={href} disabled={isHere(href)}>
              {t(`account.page.${name}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item component="a" href="/account/">
            {t('account.own')}
          </Menu.Item>
          <Menu.Item onClick={() => void signOut()}>{t('account.sign_out')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** A link to a part of a page is another place than the page. */
const isHere = (href: string): boolean =>
  href === `${location.pathname}${href.includes('#') ? location.hash : ''}`;

async function workIn(school: string): Promise<void> {
  await callApi('PUT', '/session/school', { school });
  location.reload();
}

async function signOut(): Promise<void> {
  const { providerUrl } = await callApi<{ providerUrl?: string }>('DELETE', '/session');
  location.assign(providerUrl ?? '/sign-in/');
}
