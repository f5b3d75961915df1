// What ticks beside the requests: mail that is due, notes whose meeting has begun, imports that a stopped server or a lost database left over, and what is kept too long.
import { lt, sql } from "drizzle-orm";
import { commands, events } from "#db/schema/streams.ts";
import type { House } from "./context.ts";
import type { Env } from "./env.ts";
import { releaseHeldNotes } from "./held-notes.ts";
import { beginImport } from "./import-line.ts";
import { forgetDrafts, forgetRefusedFiles } from "./imports/service.ts";
import { faultFields } from "./log.ts";
import { openTransport, sendDueMails } from "./mails/service.ts";
import { forgetRemovedFiles } from "./shelf/service.ts";

const MAIL_EVERY_MS = 2_000;
const HELD_NOTES_EVERY_MS = 10_000;
const IMPORTS_EVERY_MS = 60_000;
const TIDY_EVERY_MS = 60 * 60_000;

export interface Jobs {
  /** Takes no new work, and waits for what runs. */
  stop: () => Promise<void>;
}

/** Starts the jobs. Each runs to its end before its pause begins, so that none runs twice at once. */
export function startJobs(house: House, env: Env): Jobs {
  const transport = openTransport(env, house.log);
  const running = [
    repeat(house, "mail", MAIL_EVERY_MS, () => sendDueMails(house, transport)),
    repeat(house, "held notes", HELD_NOTES_EVERY_MS, () => releaseHeldNotes(house)),
    repeat(house, "imports", IMPORTS_EVERY_MS, async () => beginImport(house)),
    repeat(house, "tidy", TIDY_EVERY_MS, () => tidy(house)),
  ];
  return { stop: () => Promise.all(running.map((job) => job.stop())).then(() => undefined) };
}

/** Commands are remembered for two weeks, the log of a stream for ninety days: who comes back later reads the state afresh. */
async function tidy(house: House): Promise<void> {
  await forgetRemovedFiles(house);
  await house.db.delete(commands).where(lt(commands.at, sql`now() - interval '14 days'`));
  await forgetDrafts(house);
  await forgetRefusedFiles(house);
  await house.db.delete(events).where(lt(events.at, sql`now() - interval '90 days'`));
}

function repeat(house: House, job: string, everyMs: number, work: () => Promise<unknown>): Jobs {
  const stopped = Promise.withResolvers<void>();
  let over = false;
  async function loop(): Promise<void> {
    while (!over) {
      await work().catch((fault) => house.log.warn({ job, ...faultFields(fault) }, "a job failed; it is tried again"));
      await Promise.race([stopped.promise, new Promise((resolve) => setTimeout(resolve, everyMs).unref())]);
    }
  }
  const ended = loop();
  return {
    async stop() {
      over = true;
      stopped.resolve();
      await ended;
    },
  };
}
