import { VratarError } from '@vratar/protocol/errors';
import { smtpMailer } from '../mail/index.ts';
import type { CloudParts } from './capability.ts';
import type { CloudConfig } from './config.ts';
import type { Teardown } from './teardown.ts';

/**
 * The servers of others that the configuration names: mail, identity provider. None is asked for anything here: the
 * cloud starts without them.
 * @throws VratarError `mail_url`, `oidc_public_url`
 */
export function outsideParts(
  { mail, sign_in: signIn }: Pick<CloudConfig, 'mail' | 'sign_in'>,
  environment: NodeJS.ProcessEnv,
  teardown: Pick<Teardown, 'add'>,
): Pick<CloudParts, 'mailer' | 'oidc'> {
  const url = environment.SMTP_URL || mail.url;
  const mailer = url === undefined ? undefined : smtpMailer(url, mail.from);
  if (mailer !== undefined) teardown.add('mail', async () => mailer.close());
  return { ...(mailer === undefined ? {} : { mailer }), ...oidcPart(signIn, environment) };
}

function oidcPart(
  { oidc, public_url: publicUrl }: CloudConfig['sign_in'],
  environment: NodeJS.ProcessEnv,
): Pick<CloudParts, 'oidc'> {
  if (oidc === undefined) return {};
  if (publicUrl === undefined) throw new VratarError('oidc_public_url', {}, { field: '/sign_in/public_url' });
  const secret = environment.OIDC_CLIENT_SECRET;
  const { issuer, client_id: clientId, name } = oidc;
  return { oidc: { issuer, clientId, name, publicUrl, ...(secret ? { clientSecret: secret } : {}) } };
}
