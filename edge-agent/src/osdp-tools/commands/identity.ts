import type { Reply } from '@vratar/protocol/osdp';

export type PdIdentity = Extract<Reply, { kind: 'PDID' }>;

/** What PDID says, as plain data. */
export function identityFields(identity: PdIdentity) {
  const { major, minor, build } = identity.firmware;
  return {
    vendor: Array.from(identity.vendor, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'),
    model: identity.model,
    version: identity.version,
    serial: identity.serial.toString(16).padStart(8, '0').toUpperCase(),
    firmware: `${major}.${minor}.${build}`,
  };
}
