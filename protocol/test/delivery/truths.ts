import assert from 'node:assert/strict';
import { chainHash } from '@vratar/protocol/messages';
import { answerJournal, connect, deliverDown, deliverUp, input, type World, wait } from './world.ts';

/** What must hold after every step: nothing is held twice, and each epoch is complete up to its watermark. */
export function checkAlways(world: World): void {
  const { stored, quarantine, marks, holes } = world.cloud;
  const all = [...stored, ...quarantine];
  assert.equal(new Set(all.map((event) => event.hash)).size, all.length, 'an event is held twice');
  for (const event of all) {
    const mark = marks.get(event.epoch);
    assert.ok(mark !== undefined && mark.through >= event.seq, 'an event lies above its watermark');
  }
  for (const event of stored) {
    const before = stored.find((other) => other.epoch === event.epoch && other.seq === event.seq - 1);
    if (before !== undefined)
      assert.equal(event.hash, chainHash(before.hash, event.line), 'histories are mixed');
  }
  const pruned = new Set(world.pruned.map((event) => event.seq));
  for (const hole of holes) {
    assert.ok(marks.get(hole.epoch)!.through >= hole.through);
    for (let seq = hole.from; seq <= hole.through; seq++) assert.ok(pruned.has(seq), 'a hole that is none');
  }
  const known = new Set(all.map((event) => event.hash));
  for (const { disk, down } of world.gateways) {
    const certain = world.generation === 0 && down.every((entry) => entry.generation === 0);
    if (!certain) continue;
    const acked = disk.events.slice(0, Math.max(0, disk.acked - disk.first + 1));
    for (const event of acked) assert.ok(known.has(event.hash), 'acknowledged, but not in the cloud');
  }
  if (world.generation === 0) {
    for (const { hash } of world.pruned) assert.ok(known.has(hash), 'pruned, but not in the cloud');
  }
}

/**
 * Lets the faults end: one gateway at a time connects and everything arrives. Then every event on a disk must be in
 * the cloud once, and whatever was pruned there too, unless it lies in a hole that the cloud can name.
 */
export function checkInTheEnd(world: World): void {
  for (let round = 0; round < world.gateways.length * 2; round++) {
    const index = round % world.gateways.length;
    for (const other of world.gateways.keys()) input(world, other, { kind: 'disconnected' });
    world.up = [];
    connect(world, index);
    settle(world, index);
    const side = world.gateways[index]!.side;
    assert.equal(side.phase, 'idle', `gateway ${index} never comes to rest: ${JSON.stringify(side)}`);
    checkAlways(world);
  }
  const known = new Set([...world.cloud.stored, ...world.cloud.quarantine].map((event) => event.hash));
  for (const { disk } of world.gateways) {
    // A stretch that was given up stays a named hole, even where a disk that still had it comes back later.
    for (const [index, event] of disk.events.entries()) {
      assert.ok(known.has(event.hash) || isNamed(world, disk.first + index), 'an event was lost');
    }
    assert.equal(disk.acked, disk.first + disk.events.length - 1, 'something stays unacknowledged');
  }
  if (world.diskRestored) return;
  for (const { seq, hash } of world.pruned) {
    const isTold = known.has(hash) || isNamed(world, seq) || isHiddenByClone(world, seq);
    assert.ok(isTold, `event ${seq} is missing, and no hole says so`);
  }
}

/**
 * The cloud was set back behind an event that its gateway has pruned since, and another machine of the same name brought
 * its own of that number first: nothing is left by which anybody could tell the two apart.
 */
const isHiddenByClone = (world: World, seq: number): boolean =>
  world.generation > 0 &&
  world.gateways.length > 1 &&
  [...world.cloud.stored, ...world.cloud.quarantine].some((event) => event.seq === seq);

const isNamed = (world: World, seq: number): boolean =>
  world.cloud.holes.some((hole) => hole.from <= seq && seq <= hole.through);

function settle(world: World, index: number): void {
  const gateway = world.gateways[index]!;
  for (let steps = 0; steps < 500; steps++) {
    if (gateway.asked.length > 0) answerJournal(world, index);
    else if (world.up.length > 0) deliverUp(world, 0);
    else if (gateway.down.length > 0) deliverDown(world, index, 0);
    else if (gateway.side.phase === 'idle') return;
    else wait(world);
  }
}
