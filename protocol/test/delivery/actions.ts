import {
  answerJournal,
  append,
  connect,
  deliverDown,
  deliverUp,
  input,
  newGateway,
  prune,
  type World,
  wait,
} from './world.ts';

/** Everything that can happen in the world. A fault costs one of the exploration's budget. */
export interface Action {
  readonly name: string;
  readonly fault: boolean;
  readonly possible: (world: World) => boolean;
  readonly run: (world: World) => void;
}

const each = (index: number): Action[] => {
  const here = (world: World) => world.gateways[index];
  const act = (
    name: string,
    fault: boolean,
    possible: (world: World) => boolean,
    run: (world: World) => void,
  ): Action => ({
    name: `${name} ${index}`,
    fault,
    possible: (world) => here(world) !== undefined && possible(world),
    run,
  });
  const offline = (world: World) => here(world)!.side.phase === 'offline';
  return [
    act(
      'append',
      false,
      () => true,
      (world) => append(world, index),
    ),
    act(
      'append bad',
      true,
      () => true,
      (world) => append(world, index, true),
    ),
    act('connect', false, offline, (world) => connect(world, index)),
    act(
      'disconnect',
      true,
      (world) => !offline(world),
      (world) => input(world, index, { kind: 'disconnected' }),
    ),
    act(
      'crash',
      true,
      (world) => !offline(world),
      (world) => {
        const gateway = here(world)!;
        const { disk, saved, connections } = gateway;
        world.gateways[index] = { ...newGateway(disk), saved, connections };
      },
    ),
    act(
      'journal',
      false,
      (world) => here(world)!.asked.length > 0,
      (world) => answerJournal(world, index),
    ),
    act(
      'prune',
      false,
      (world) => here(world)!.disk.acked >= here(world)!.disk.first,
      (world) => prune(world, index),
    ),
    act(
      'down',
      false,
      (world) => here(world)!.down.length > 0,
      (world) => deliverDown(world, index, 0),
    ),
    act(
      'down late',
      true,
      (world) => here(world)!.down.length > 1,
      (world) => deliverDown(world, index, 1),
    ),
    act(
      'down twice',
      true,
      (world) => here(world)!.down.length > 0,
      (world) => deliverDown(world, index, 0, true),
    ),
    act(
      'down lost',
      true,
      (world) => here(world)!.down.length > 0,
      (world) => void here(world)!.down.shift(),
    ),
    act(
      'save disk',
      true,
      (world) => here(world)!.saved === undefined,
      (world) => {
        here(world)!.saved = structuredClone(here(world)!.disk);
      },
    ),
    act(
      'restore disk',
      true,
      (world) => here(world)!.saved !== undefined,
      (world) => {
        const { saved, connections } = here(world)!;
        world.diskRestored = true;
        world.gateways[index] = { ...newGateway(structuredClone(saved!)), saved, connections };
      },
    ),
  ];
};

export const ACTIONS: readonly Action[] = [
  ...each(0),
  ...each(1),
  {
    name: 'clone',
    fault: true,
    possible: (world) => world.gateways.length === 1,
    run: (world) => void world.gateways.push(newGateway(structuredClone(world.gateways[0]!.disk))),
  },
  {
    name: 'up',
    fault: false,
    possible: (world) => world.up.length > 0,
    run: (world) => deliverUp(world, 0),
  },
  {
    name: 'up late',
    fault: true,
    possible: (world) => world.up.length > 1,
    run: (world) => deliverUp(world, 1),
  },
  {
    name: 'up twice',
    fault: true,
    possible: (world) => world.up.length > 0,
    run: (world) => deliverUp(world, 0, true),
  },
  {
    name: 'up lost',
    fault: true,
    possible: (world) => world.up.length > 0,
    run: (world) => void world.up.shift(),
  },
  { name: 'wait', fault: false, possible: () => true, run: wait },
  {
    name: 'cloud saved',
    fault: true,
    possible: (world) => world.backup === undefined,
    run: (world) => {
      world.backup = structuredClone(world.cloud);
    },
  },
  {
    name: 'cloud restored',
    fault: true,
    possible: (world) => world.backup !== undefined,
    run: (world) => {
      world.cloud = structuredClone(world.backup!);
      world.generation += 1;
    },
  },
];
