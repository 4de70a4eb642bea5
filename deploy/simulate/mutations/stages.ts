import type { BootClock } from '../lessons/delivery-plan.ts';
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

/** A fire whose input is quiet again, when the gate starts anew before anybody resets it. */
const restarted =
  (restart: { readonly kind: 'process_kill' | 'power_cut'; readonly downMs: number }) =>
  (plan: MorningPlan): MorningPlan => ({
    ...plan,
    ...QUIET,
    happenings: [
      { at: 12_000, kind: 'fire', loop: 0, forMs: 2_000 },
      { at: 14_600, ...restart },
    ],
  });

export const killedUnderFire = restarted({ kind: 'process_kill', downMs: 1_000 });

/** In some of these mornings the latch is lost with the power. */
export const darkUnderFire = restarted({ kind: 'power_cut', downMs: 1_000 });

/** Nothing disturbs the gate, and everything that it tells arrives. */
export const UNDISTURBED = {
  ...QUIET,
  happenings: [],
  delivery: { clockOf: () => ({ kind: 'right' }), lost: [], revoked: undefined },
} as const satisfies Partial<MorningPlan>;

const clockless = (clock: BootClock): Partial<MorningPlan> => ({
  ...UNDISTURBED,
  happenings: [{ at: 18_000, kind: 'power_cut', downMs: 1_000 }],
  delivery: { ...UNDISTURBED.delivery, clockOf: (boot) => (boot === 2 ? clock : { kind: 'right' }) },
});

/** After a power cut the clock begins at 1970, and nobody ever learns the time. */
export const withoutTime = (plan: MorningPlan): MorningPlan => ({ ...plan, ...clockless({ kind: 'never' }) });

/** After a power cut the clock runs two hours ahead from the start: nothing shows that it jumped. */
export const aheadThroughout = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...clockless({ kind: 'jumped', at: 0, offsetMs: 7_200_000 }),
});

/** After a power cut the clock is right for a while; then it runs two hours ahead, and there is an alarm. */
export const aheadUnderFire = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...clockless({ kind: 'jumped', at: 14_000, offsetMs: 7_200_000 }),
  happenings: [
    { at: 8_000, kind: 'power_cut', downMs: 1_000 },
    { at: 22_000, kind: 'fire', loop: 0, forMs: 3_000 },
  ],
});

/** Every other pupil pushes through a locked lane. */
export const pushing = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...UNDISTURBED,
  habits: { tailgate: 0, force: 0.5, forgotten: 0 },
});

/** Every other pupil has forgotten the card, and the guard lets them in, by name or without one. */
export const cardless = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...UNDISTURBED,
  habits: { tailgate: 0, force: 0, forgotten: 0.5 },
});

/** The card of a pupil is taken back, and the gate's stale list still lets it in. */
export const stale = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...UNDISTURBED,
  delivery: { ...UNDISTURBED.delivery, revoked: { kind: 'kept', index: 0, at: 1_000 } },
});

/** A card that was lost is used by whoever found it. */
export const found = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...UNDISTURBED,
  delivery: { ...UNDISTURBED.delivery, revoked: { kind: 'found', index: 0 } },
});

/** Nobody is let in or out while most pupils come. */
export const lockedDown = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...UNDISTURBED,
  happenings: [{ at: 4_000, kind: 'lockdown', forMs: 60_000 }],
});

/** Nothing but an alarm, while many are inside. */
export const evacuation = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...UNDISTURBED,
  happenings: [{ at: 22_000, kind: 'fire', loop: 0, forMs: 3_000 }],
});

/** Every other pupil goes behind another. */
export const tailgating = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...UNDISTURBED,
  habits: { tailgate: 0.5, force: 0, forgotten: 0 },
});

/** Of a day without trouble the cloud cannot read what the gate tells of the first passages. */
export const losing = (plan: MorningPlan): MorningPlan => ({
  ...plan,
  ...UNDISTURBED,
  delivery: { ...UNDISTURBED.delivery, lost: [{ where: 0, length: 12 }] },
});
