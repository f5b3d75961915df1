// How much one person or one address may do in a while, counted in memory by rate-limiter-flexible.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { tooMany } from "#domain/errors.ts";

/** Points and seconds of each limit. */
const kinds = {
  call: [600, 60],
  write: [120, 60],
  message: [60, 60],
  upload: [10, 3600],
  note_file: [60, 3600],
  connect: [60, 60],
  sign_in_account: [20, 3600],
  sign_in_both: [5, 900],
  sign_in_address: [100, 3600],
  mail_recipient: [3, 3600],
  mail_sender: [30, 3600],
  secret: [60, 600],
} as const;
export type LimitKind = keyof typeof kinds;

export interface Limits {
  /** Takes points from a key's allowance; throws AppError too_many when it is used up, with the seconds to wait. */
  take: (kind: LimitKind, key: string, points?: number) => Promise<void>;
  /** Gives a key its whole allowance back, for instance after a right password. */
  clear: (kind: LimitKind, key: string) => Promise<void>;
}

/** Limits that count, or with "off" (for measuring) let everything through. */
export function openLimits(setting: "on" | "off"): Limits {
  if (setting === "off") return { take: async () => {}, clear: async () => {} };
  const limiters = new Map(
    Object.entries(kinds).map(([kind, [points, duration]]) => [
      kind,
      new RateLimiterMemory({ points, duration, keyPrefix: kind }),
    ]),
  );
  return {
    async take(kind, key, points = 1) {
      try {
        await limiters.get(kind)?.consume(key, points);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) throw tooMany(Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    async clear(kind, key) {
      await limiters.get(kind)?.delete(key);
    },
  };
}
