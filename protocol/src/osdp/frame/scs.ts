/**
 * Types of the security block. 11 to 14 carry the handshake, 15 and 16 a message with a MAC, 17 and 18 one that is
 * encrypted too. Odd ones go from ACU to PD.
 */
export const SCS = {
  challenge: 0x11,
  clientCryptogram: 0x12,
  serverCryptogram: 0x13,
  initialRmac: 0x14,
  commandMac: 0x15,
  replyMac: 0x16,
  commandEncrypted: 0x17,
  replyEncrypted: 0x18,
} as const;

/** Bytes of a MAC that travel. */
export const MAC_ON_WIRE = 4;

export function isKnownScs(type: number): boolean {
  return type >= SCS.challenge && type <= SCS.replyEncrypted;
}

/** Whether frames of this type end in a MAC. */
export function carriesMac(type: number): boolean {
  return type >= SCS.commandMac && type <= SCS.replyEncrypted;
}
