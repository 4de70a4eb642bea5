import { defineErrors } from '../define.ts';

/** The gate process: its socket, journal and fire latch. */
export const gateErrors = defineErrors({
  socket_version: {
    text: 'The client speaks version {found} of the gate socket; this gate speaks {expected}.',
    next: 'Install the same version of all processes on the gateway.',
  },
  socket_line: {
    text: 'The gate socket received a line that is not a request: {why}.',
    next: 'Send one JSON object a line, as the schema of the socket says.',
  },
  socket_request: {
    text: 'The request {op} has a wrong value: {why}.',
    next: 'Compare it with the schema of the socket.',
  },
  socket_role: {
    text: 'The role {role} may not ask for {op}.',
    next: 'Connect to the socket of a role that may.',
  },
  socket_upload: {
    text: 'A part of a list came at offset {found} where {expected} was expected.',
    next: 'Send the list again from its first part.',
  },
  socket_closed: {
    text: 'The connection to the gate ended: {why}.',
    next: 'Connect again; the gate may be starting.',
  },
  socket_timeout: {
    text: 'The gate did not answer {op} within {seconds} s.',
    next: 'Look at the status and the log of the gate.',
  },
  order_unknown: {
    text: 'The gate did not say what became of the order {id}: {why}.',
    next: 'It may have been carried out, or not. Look at `vratar-edge status`, or give the same order again with `--id {id}`: it is carried out once.',
  },
  release_unknown: {
    text: 'Event {seq} of this gate’s journal is no release of a guard that let somebody through.',
    next: 'Give the number that `vratar-edge lane release` said.',
  },
  release_unused: {
    text: 'Nobody passed by release {seq}: it ended unused.',
    next: 'Say where and which way they passed: `vratar-edge attest CARD --lane LANE --direction in --passed`.',
  },
  release_attested: {
    text: 'Somebody was attested to have passed by release {seq}, which let one person through.',
    next: 'Compare the number with what `vratar-edge lane release` said; for somebody else give `--lane`, `--direction` and `--passed`.',
  },
  socket_insecure: {
    text: 'The folder {path} of the gate sockets is open to others: {why}.',
    next: 'Give it to the user of the gate, with mode 0750 or less.',
  },
  sockets_taken: {
    text: 'Another gate (process {pid}) serves its sockets in {path}.',
    next: 'Give each gate a folder of its own (`socket: { folder }`), or stop the other one.',
  },
  secrets_open: {
    text: 'The file of keys can be read by everybody on this machine.',
    next: 'Give it mode 0600, or 0640 with the group of the gate.',
  },
  device_key_missing: {
    text: 'The file of keys has no key for device {device}, which is to speak in secure channel.',
    next: 'Write one with `vratar-edge key {device} --write-only`, or choose `security: clear` knowingly.',
  },
  list_keys_missing: {
    text: 'This gateway knows no key that may sign an allow list.',
    next: 'Enter the public key of the cloud under `listKeys`.',
  },
  list_busy: {
    text: 'The gate is writing another allow list.',
    next: 'Offer it again in a moment.',
  },
  gpio_unreadable: {
    text: 'The contacts on the gateway’s own pins cannot be read: {why}.',
    next: 'Install libgpiod’s tools (package gpiod), and check chip and lines with `gpioinfo`.',
  },
  tap_reader: {
    text: 'There is no PC/SC reader {reader} in the configuration.',
    next: 'Name a device on line `pcsc`.',
  },
  why_card: {
    text: '“{text}” is not a card number.',
    next: 'Write it as printed (123,45678), as a UID in hexadecimal, or give the token.',
  },
  socket_group: {
    text: 'There is no system group {group}.',
    next: 'Create it, or correct `socket.groups` in the configuration.',
  },
  socket_refused: {
    text: 'This account may not speak to the gate at {address}.',
    next: 'Become a member of the group that `socket.groups` names for it, and sign in again; or ask with sudo.',
  },
  journal_pruned: {
    text: 'The journal no longer holds event {seq}; its first is {first}.',
    next: 'Tell the cloud that these events are gone and read on from the first.',
  },
  journal_epoch: {
    text: 'The journal is in epoch {current}, not {found}.',
    next: 'Ask for the position and start again from it.',
  },
  journal_ack_unknown: {
    text: 'The acknowledgement of event {seq} does not match the journal: {why}.',
    next: 'Nothing was changed. Compare the hash with the journal; another hash means that the history forked.',
  },
  journal_unavailable: {
    text: 'The journal cannot be used now.',
    next: 'Lanes go on deciding and events wait in memory. Look at the alarms for what is wrong with the disk.',
  },
  journal_unreadable: {
    text: 'The journal {file} cannot be read: {why}.',
    next: 'Look at its name and its rights. A copy is read together with its -wal file, in a folder that can be written.',
  },
  journal_torn: {
    text: 'The journal {file} is damaged: {why}.',
    next: 'Look at its name. Copy the gate’s own journal away, then start the gate: it puts a damaged journal aside, takes over every event that can be read and goes on (alarm journal_damaged). Nothing is to be repaired by hand; where it happens twice, replace the disk.',
  },
  journal_left: {
    text: 'The journal could not be put back in its place ({why}). What there is of it lies in {copy}.',
    next: 'Make room, and start the gate: it goes on with {place} by itself. If the copy lies anywhere else, move it there first, under that name and no other; a restart of the machine may empty folders for temporary files.',
  },
  journal_lost: {
    text: 'The journal could not be put back in its place or anywhere else ({why}), and ended with the process. The cloud holds its events through {acked}; the last was {last}.',
    next: 'Make room and start the gate: it begins a new epoch and records the hole.',
  },
  journal_unchecked: {
    text: 'Somebody has touched the journal, and it could not be read to see what it holds ({why}). The stop wrote nothing to it.',
    next: 'Look at the disk, and at what else runs there. The next start reads the journal and says what it finds.',
  },
  journal_unwritten: {
    text: 'The disk has not taken the last {count} events; they ended with the process.',
    next: 'Look at the disk. The next start records the hole.',
  },
  journal_not_durable: {
    text: 'The journal {file} runs with synchronous={found}; a power cut would lose events.',
    next: 'Report it; the gate does not run on a journal that is not durable.',
  },
});
