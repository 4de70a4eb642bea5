export { findProgram, PEERS, type Peer, withoutPeer } from './peers.ts';
