/**
 * Hashes and comparisons that need no schema. The journal's thread loads these and nothing else of the protocol: the
 * validators would cost it 20 MB of a small gateway's memory.
 */
export { checkDigest, checkList } from '../lists/check-list.ts';
export { listDigest } from '../lists/digest.ts';
export { CHAIN_START, chainHash } from '../messages/hash-chain.ts';
