// The front door's key: reads the settings, opens the database, starts tRPC, Socket.IO and Next in one process on one port, and stops them in order.
import { mkdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import next from "next";
import { EmbeddedError } from "#db/embedded/embedded-error.ts";
import { signIn } from "./auth/service.ts";
import { chatDoors } from "./chat/live.ts";
import type { Announcer, House } from "./context.ts";
import { type Env, EnvFault, prepareFrameworks, readEnv } from "./env.ts";
import { openFiles } from "./files.ts";
import { contextOf, contextOfPage, openFrontDoor } from "./front-door.ts";
import { giveHandOver } from "./hand-over.ts";
import { beginImport } from "./imports/service.ts";
import { makeSetUpLink } from "./instance/service.ts";
import { startJobs } from "./jobs.ts";
import { openLimits } from "./limits.ts";
import { openLive } from "./live.ts";
import { faultFields, type Log, openLog } from "./log.ts";
import { isOurHost, isOurPage } from "./origin.ts";
import { callerFactory } from "./router.ts";
import { routes } from "./routes.ts";
import { readInstanceKey } from "./secrets.ts";
import { openStore, StoreFault } from "./store.ts";
import { streamDoors } from "./streams/live.ts";

/** A stop that takes longer than this is cut short: whoever started us counts on it. */
const STOP_WITHIN_MS = 9_000;

async function start(env: Env, log: Log): Promise<void> {
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 });
  const key = readInstanceKey(env.DATA_DIR, env.NEXTAUTH_SECRET);
  prepareFrameworks(env, key);
  const development = env.NODE_ENV === "development";
  const store = await openStore(env, log);
  const ports: { announcer: Announcer | undefined } = { announcer: undefined };
  const house: House = {
    db: store.db,
    announcer: {
      announce: (events) => ports.announcer?.announce(events),
      evict: (...who) => ports.announcer?.evict(...who),
      endSession: (id) => ports.announcer?.endSession(id),
    },
    files: openFiles(join(env.DATA_DIR, "files")),
    limits: openLimits(env.RATE_LIMITS),
    log,
    key,
    origin: env.origin ?? `http://${env.HOST}:${env.PORT}`,
    now: () => new Date(),
  };
  const app = next({ dev: development, hostname: env.HOST, port: env.PORT });
  const build = development ? undefined : readFileSync(".next/BUILD_ID", "utf8");
  const settings = { house, origin: env.origin, proxies: env.TRUSTED_PROXIES, development, build, doors: routes(env) };
  const server = openFrontDoor({ ...settings, pages: (request, response) => app.getRequestHandler()(request, response) });
  const live = openLive(server, {
    doors: { ...streamDoors, ...chatDoors },
    contextOf: (request) => contextOf(settings, request),
    mayConnect: (request) => isOurHost(request, env.origin) && isOurPage(request, env.origin),
    db: store.db,
    log,
  });
  ports.announcer = live.announcer;
  giveHandOver({
    key,
    secure: env.origin?.startsWith("https:") ?? false,
    callerFor: async (headers) => callerFactory(await contextOfPage(settings, headers)),
    signIn: async (kind, credentials, headers) => signIn(await contextOfPage(settings, headers), kind, credentials),
  });
  await app.prepare();
  if (development)
    server.on(
      "upgrade",
      (request, socket, head) => request.url?.startsWith("/_next/") && app.getUpgradeHandler()(request, socket, head),
    );
  const jobs = startJobs(house, env);
  beginImport(house);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.PORT, env.HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  if (!env.origin) house.origin = `http://${env.HOST}:${port}`;
  const where = store.engine === "embedded" ? `embedded database in ${env.DATA_DIR}` : "PostgreSQL";
  const setUpLink = await makeSetUpLink(house);
  const invite = setUpLink
    ? `\nNobody has set this instance up yet. Open this link once, and keep it to yourself:\n  ${setUpLink}`
    : "";
  console.log(`Interleaf is ready at ${house.origin} (${where}).${invite}`);

  let stopping = false;
  async function stop(signal: string): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await live.stop();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await jobs.stop();
    await closed;
    await app.close();
    await store.close();
    process.exit(0);
  }
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

try {
  const env = readEnv();
  const log = openLog(env.LOG_LEVEL);
  process.on("uncaughtException", (fault) => {
    log.error(faultFields(fault), "uncaught");
    process.exit(70);
  });
  await start(env, log);
} catch (fault) {
  const known = fault instanceof EnvFault || fault instanceof StoreFault || fault instanceof EmbeddedError;
  console.error(known ? fault.message : fault);
  process.exit(1);
}
