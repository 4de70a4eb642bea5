import { VratarError } from '@vratar/protocol/errors';
import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for each attempt to send the same mail: the receiver's server drops the second copy. */
  readonly id: string;
}

/** Sends mails; resolves when the server has taken the mail over. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** A server that does not speak within this is tried again later. */
const TIMEOUT_MS = 20_000;

/**
 * @param url `smtp://user:password@host:587` (STARTTLS where the server offers it) or `smtps://…`
 * @param from such as `Вратар <vratar@school.bg>`
 * @throws VratarError `mail_url`
 */
export function smtpMailer(url: string, from: string): Mailer {
  const server = URL.parse(url);
  if (server === null || !['smtp:', 'smtps:'].includes(server.protocol) || server.hostname === '') {
    throw new VratarError('mail_url', { why: 'it is no smtp:// or smtps:// address' });
  }
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Neither a file nor an address is ever read on behalf of a text.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = server.hostname;
  return {
    send: async ({ to, subject, text, id }) => {
      // As an object: an address in a string could name a second receiver.
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${domain}>`,
      });
    },
    close: () => transport.close(),
  };
}
