export { openBrowser } from './browser.ts';
export { findProgram, PEERS, type Peer, withoutPeer } from './peers.ts';
export { openPtyPair, type PtyPair } from './pty-pair.ts';
export { until, within } from './until.ts';
