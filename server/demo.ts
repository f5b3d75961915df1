// `npm run demo`: fills the first branch with the demonstration. On a fresh instance it founds an organisation first and prints how to sign in.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { asc, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import { branches, stewardships } from "#db/schema/branches.ts";
import { people } from "#db/schema/people.ts";
import { type House, makeCtx } from "./context.ts";
import { fillDemonstration } from "./demonstration/service.ts";
import { readEnv } from "./env.ts";
import { openFiles } from "./files.ts";
import { limitsFrom } from "./importing/import-limits.ts";
import { makeSetUpLink, setUpInstance } from "./instance/service.ts";
import { openLimits } from "./limits.ts";
import { silent } from "./live.ts";
import { openLog } from "./log.ts";
import { makeSecret, readInstanceKey } from "./secrets.ts";
import { openStore } from "./store.ts";

const SOURCE = { address: "127.0.0.1", device: "Console" };
const STEWARD = { name: "Robin Achebe", email: "steward@demonstration.example" };

async function demonstrate(): Promise<void> {
  const env = readEnv();
  const log = openLog("warn");
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 });
  const store = await openStore(env, log);
  const house: House = {
    db: store.db,
    announcer: silent,
    files: openFiles(join(env.DATA_DIR, "files")),
    limits: openLimits("off"),
    importLimits: limitsFrom(env),
    log,
    key: readInstanceKey(env.DATA_DIR, env.NEXTAUTH_SECRET),
    origin: env.origin ?? `http://${env.HOST}:${env.PORT}`,
    now: () => new Date(),
  };
  try {
    const founded = await found(house);
    const [branch] = await house.db
      .select()
      .from(branches)
      .where(isNull(branches.parentId))
      .orderBy(asc(branches.createdAt))
      .limit(1);
    if (!branch) throw new Error("There is no branch to fill.");
    const [steward] = await house.db
      .select({ personId: people.id, name: people.name })
      .from(stewardships)
      .innerJoin(people, eq(people.id, stewardships.personId))
      .where(eq(stewardships.branchId, branch.id))
      .limit(1);
    if (!steward) throw new Error("The branch has no steward to act for.");
    await fillDemonstration(makeCtx(house, { ...steward, sessionId: v7() }, SOURCE), { branchId: branch.id });
    console.log(`The demonstration is in “${branch.name}”. Start with \`npm start\`.`);
    if (founded) console.log(`Sign in as ${founded.email} with the password ${founded.password}`);
  } finally {
    await store.close();
  }
}

/** On a fresh instance: an organisation, a branch and a steward with a password made up now. */
async function found(house: House): Promise<{ email: string; password: string } | undefined> {
  const link = await makeSetUpLink(house);
  if (!link) return undefined;
  const password = makeSecret().slice(0, 16);
  await setUpInstance(makeCtx(house, undefined, SOURCE), {
    id: v7(),
    token: link.split("/").at(-1) ?? "",
    organisation: "Readers’ Union",
    branch: "Harbour branch",
    ...STEWARD,
    password,
    demonstration: true,
  });
  return { email: STEWARD.email, password };
}

await demonstrate().catch((fault) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exit(1);
});
