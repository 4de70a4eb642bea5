import { defineErrors } from '../define.ts';

/** Accounts, sessions, rights and the API in general. */
export const accountErrors = defineErrors({
  sign_in_refused: {
    text: 'The login or the password is wrong, or the account is locked for a while.',
    next: 'Check both; after several failures wait a quarter of an hour, or have the password reset.',
  },
  not_signed_in: {
    text: 'This needs an account.',
    next: 'Sign in; a session ends by itself after a while without use.',
  },
  not_permitted: {
    text: 'Your roles do not allow {act} here.',
    next: 'Ask the principal, who can delegate it for a period.',
  },
  cross_site: {
    text: 'The request came from another site.',
    next: 'Use the pages of this server; programs use an API token.',
  },
  too_many_requests: {
    text: 'Too many requests.',
    next: 'Try again in {seconds} seconds.',
  },
  request_invalid: {
    text: 'The request is not as it should be: {why}.',
    next: 'Compare it with the description of the API.',
  },
  cursor_invalid: {
    text: 'The cursor belongs to no page of this list.',
    next: 'Begin again without a cursor, and keep the filters as they are from page to page.',
  },
  idempotency_key_reused: {
    text: 'This key came with another request before.',
    next: 'Take a new key for each request; only its repetition carries the same.',
  },
  idempotency_answer_gone: {
    text: 'The request was done before; its answer is no longer kept.',
    next: 'Read what it made from its list.',
  },
  body_too_large: {
    text: 'The body of the request is too large.',
    next: 'Send at most 10 MiB.',
  },
  media_type: {
    text: 'A body of this media type is not taken here.',
    next: 'Send JSON, or one of the media types that the description of the API names.',
  },
  route_refused: {
    text: '{title} ({code})',
    next: '{detail}',
  },
  desk_whom: {
    text: 'A card is for one: --person, --visitor or --unnamed.',
    next: 'Name exactly one of them.',
  },
  card_label_ambiguous: {
    text: 'Several cards of the school have the label {label}.',
    next: 'Name the card by its number or its id: `cards list` shows the ids.',
  },
  desk_until: {
    text: 'This is no moment until which a card could be lent.',
    next: 'Name it as 2026-11-23T18:00+02:00.',
  },
  route_unknown: {
    text: 'There is nothing at {path}.',
    next: 'Compare the path and the method with the description of the API.',
  },
  password_length: {
    text: 'A password has {min} to {max} characters.',
    next: 'Take several words; digits and signs are not asked for.',
  },
  password_wrong: {
    text: 'The present password is another one.',
    next: 'Type the password with which you signed in; after several failures the account is locked for a while.',
  },
  password_same: {
    text: 'The new password is the present one.',
    next: 'Take another one.',
  },
  password_must_change: {
    text: 'The password was given by somebody else.',
    next: 'Take one of your own first.',
  },
  oidc_off: {
    text: 'No identity provider is configured here.',
    next: 'Sign in with login and password.',
  },
  oidc_unreachable: {
    text: 'The identity provider does not answer: {why}.',
    next: 'Try again later, or sign in with login and password.',
  },
  oidc_refused: {
    text: 'The identity provider did not sign you in: {why}.',
    next: 'Begin anew from the sign-in page.',
  },
  oidc_unknown: {
    text: 'No account here belongs to this identity.',
    next: 'Sign in with login and password once and link the identity, or ask who manages the accounts.',
  },
  oidc_taken: {
    text: 'This identity, or this account, is linked already.',
    next: 'One account has one identity with a provider; have the old link removed first.',
  },
  oidc_public_url: {
    text: 'An identity provider is configured, and the address of this cloud is not.',
    next: 'Set sign_in.public_url: the provider sends people back there.',
  },
  mail_url: {
    text: 'The address of the mail server is not usable: {why}.',
    next: 'It is smtp:// or smtps://, with user and password where the server asks for them.',
  },
  login_known: {
    text: 'There is an account with this login already.',
    next: 'Accounts are personal: give the existing one another role, or take another login.',
  },
  login_invalid: {
    text: 'This is no e-mail address.',
    next: 'The login is the personal e-mail address of its holder.',
  },
  account_unknown: {
    text: 'There is no such account here.',
    next: 'Check the login; the person needs an account of their own.',
  },
  account_unopened: {
    text: 'The person was invited by another school and has not signed in yet.',
    next: 'Ask them to use that invitation first, then give the role.',
  },
  account_elsewhere: {
    text: 'The account also has rights outside of this school.',
    next: 'Its holder changes the password in the own account; an operator can reset it.',
  },
  account_self: {
    text: 'Nobody gives or ends their own roles, or locks or resets their own account.',
    next: 'Ask another principal of the school, or an operator.',
  },
  principal_known: {
    text: 'Somebody who is or was principal of the school can sign in.',
    next: 'Ask that principal to invite others; after the last one left, use vratar-cloud account role.',
  },
  person_account: {
    text: 'This person has another account here already.',
    next: 'Give the role to that account, or end its roles first.',
  },
  invitation_invalid: {
    text: 'This link no longer works: it was used, withdrawn, or has expired.',
    next: 'Ask the school for another one; who has a password signs in with it.',
  },
  role_gone: {
    text: 'The account does not have this role here, or it has ended.',
    next: 'Look at the account anew.',
  },
  session_unknown: {
    text: 'There is no such session, or it has ended.',
    next: 'Look at the list of your sessions.',
  },
  identity_unknown: {
    text: 'No identity of this provider is linked to your account.',
    next: 'Look at your account anew.',
  },
  identity_last: {
    text: 'This identity is the only way into the account.',
    next: 'Have a password set first; the school can make a link for it.',
  },
  role_unknown: { text: '“{role}” is no role.', next: 'Roles are: {roles}.' },
  role_scope: {
    text: 'The role {role} needs {needs}.',
    next: 'Name what the role is for.',
  },
  role_person: {
    text: 'No {kind} of this school has the account number {number}.',
    next: 'Check the number in the register.',
  },
  role_known: {
    text: 'The account has this role already.',
    next: 'End the other one first, or leave it.',
  },
  too_young: {
    text: 'A pupil under 14 has no account.',
    next: 'The guardian’s account serves the child until then.',
  },
  consent_future: {
    text: 'Nothing can have been signed on {day}: today is {today}.',
    next: 'Enter the day that stands on the paper.',
  },
  consent_signer: {
    text: 'On that day it was for the {signs} to sign.',
    next: 'A guardian signs for a child under 14, from then on the pupil does; check the birth date and the day.',
  },
  region_known: {
    text: 'The code {code} belongs to another region or municipality.',
    next: 'Leave the name out or give the known one, or take a code of its own.',
  },
  period_invalid: {
    text: 'A period ends after it begins, in the future, and within {days} days.',
    next: 'Check both moments.',
  },
  acts_unknown: {
    text: '“{act}” cannot be given.',
    next: 'It can be: {acts}.',
  },
  class_unknown: {
    text: 'The school has no such class.',
    next: 'Check the class and the school year.',
  },
  delegation_self: {
    text: 'Nobody delegates to themselves.',
    next: 'Name another person.',
  },
  delegation_unknown: {
    text: 'There is no such delegation, or it has ended.',
    next: 'Look at the list of delegations.',
  },
  token_unknown: {
    text: 'There is no such token, or it is revoked.',
    next: 'Look at the list of tokens.',
  },
  trust_unknown: {
    text: 'There is no such trusted person, or the trust has ended.',
    next: 'Look at the list of trusted persons.',
  },
});
