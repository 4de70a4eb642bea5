export { type Mail, type Mailer, smtpMailer } from './mailer.ts';
