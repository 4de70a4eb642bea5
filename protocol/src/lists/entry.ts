import { type Static, Type } from 'typebox';

/**
 * What a credential is to the gate. `pass_only`: a family refused the processing of data; the card opens and nothing
 * is said about whom (no token in events). `temporary`: lent to a pupil or staff for a day.
 */
export const CREDENTIAL_KINDS = ['pupil', 'staff', 'visitor', 'temporary', 'pass_only'] as const;
export const CredentialKind = Type.Enum([...CREDENTIAL_KINDS]);
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** `blocked` by the school; `lost` as reported by its holder: the refusal tells the finder where to bring it. */
export const CredentialStatus = Type.Enum(['active', 'blocked', 'lost']);
export type CredentialStatus = Static<typeof CredentialStatus>;

/** Credential token: base64url of the keyed hash of the card number under the site's key. */
export const CredentialToken = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' });

/** Identifier that the cloud chose for schools, groups and zones. */
export const PolicyId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' });

const Name = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });

const UtcMs = Type.Integer({ minimum: 0 });

/** School of enrolment from `from` (inclusive) until `until` (exclusive), UTC ms of local midnights. */
export const Enrolment = Type.Object({
  school: PolicyId,
  from: Type.Optional(UtcMs),
  until: Type.Optional(UtcMs),
});
export type Enrolment = Static<typeof Enrolment>;

/**
 * One line of a gateway's allow list: all that its decisions need to know of a credential, and nothing that names its
 * holder. Blocked and lost credentials stay on the list, so that their refusals can say why.
 */
export const AllowListEntry = Type.Object({
  token: CredentialToken,
  kind: CredentialKind,
  status: CredentialStatus,
  /**
   * Opaque, the same for all credentials of one person at this site, so that anti-passback follows the person and not
   * the card. Absent: the credential stands for itself.
   */
  holder: Type.Optional(Name),
  /**
   * Opaque: this time that the credential was given out, the same under every key of the site. What has no holder has
   * its place by it, and entries are counted by it: a token changes with the key, and the next visitor's entries are not
   * the last one's. Absent: the token stands for it.
   */
  holding: Type.Optional(Name),
  /** Valid from (inclusive) and until (exclusive), UTC ms. */
  from: Type.Optional(UtcMs),
  until: Type.Optional(UtcMs),
  /** Absent: not bound to a school (staff of the site, visitors). Present: one must be a school of the site, now. */
  enrolments: Type.Optional(Type.Array(Enrolment, { maxItems: 8 })),
  /** Schedule groups, one of which must be open. Absent: at any time, on any lane. */
  groups: Type.Optional(Type.Array(PolicyId, { maxItems: 16 })),
  /** Entries that it is good for; counted by completed passages in. */
  uses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  /** May be the second card of a lane that asks for two. */
  escort: Type.Optional(Type.Boolean()),
  /** Anti-passback does not apply. */
  passbackExempt: Type.Optional(Type.Boolean()),
  /** Language of the reader's display for this holder; the site's own when absent. */
  language: Type.Optional(Type.Enum(['bg', 'ru', 'en'])),
});
export type AllowListEntry = Static<typeof AllowListEntry>;
