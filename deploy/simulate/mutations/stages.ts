import type { LaneBuild } from '../world/lane-build.ts';
import type { MorningPlan } from '../world/plan.ts';

const MAGNET: LaneBuild = {
  kind: 'tripod',
  sensors: 'pair',
  lock: 'energise-to-lock',
  oneLock: false,
  exit: 'reader',
};

/** One lane on a good line, and few people, one after the other. */
const QUIET = { lanes: 1, lines: 1, baud: 38_400, people: 9, builds: [MAGNET] } as const;

/** The lane is free without power, and its outer device has none while most pupils come. */
export function unpowered(plan: MorningPlan): MorningPlan {
  const off = { at: 4_000, kind: 'device_reboot', device: 0, offMs: 25_000 } as const;
  return { ...plan, ...QUIET, happenings: [off] };
}

/** Again and again the device of the sensors says nothing, for about as long as a body needs. */
export function mutedSensors(plan: MorningPlan): MorningPlan {
  const mutes = Array.from(
    { length: 20 },
    (_, index) => ({ at: 4_000 + 2_000 * index, kind: 'device_mute', device: 0, forMs: 1_300 }) as const,
  );
  return { ...plan, ...QUIET, happenings: mutes };
}

/** The alarm comes while its device is off. */
export function alarmWithoutPower(plan: MorningPlan): MorningPlan {
  const off = [0, 1].map((device) => ({ at: 15_000, kind: 'device_reboot', device, offMs: 2_000 }) as const);
  return { ...plan, ...QUIET, happenings: [...off, { at: 16_000, kind: 'fire', loop: 0, forMs: 10_000 }] };
}
