// What a start refuses to open, and the proof that a commit reaches the disk.
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { clusterFolder, isFirstStart, makeCluster, openCluster } from "./cluster.ts";
import { DurableFiles, type HostFiles } from "./durable-files.ts";
import { startEmbedded } from "./start.ts";

const silent = { info() {}, warn() {}, error() {} };
let folder: string;
let dataDir: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "interleaf-cluster-"));
  const template = join(folder, "template");
  await makeCluster(template);
  await (await openCluster(template, new DurableFiles(clusterFolder(template)))).close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  dataDir = join(folder, "data");
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(join(folder, "template"), dataDir, { recursive: true });
});

const refusal = () => startEmbedded({ dataDir, log: silent });
const versionsFile = () => join(dataDir, "interleaf.json");

test("every commit of the opened cluster is flushed, and a read is not", async () => {
  const files = new DurableFiles(clusterFolder(dataDir));
  const db = await openCluster(dataDir, files);
  await db.exec("create table notes (n integer)");
  const before = files.logFlushes;
  for (let n = 0; n < 20; n += 1) await db.query("insert into notes values ($1)", [n]);
  expect(files.logFlushes - before).toBe(20);
  await db.query("select * from notes");
  expect(files.logFlushes - before).toBe(20);
  await db.close();
});

test("a file layer that passes no flush on is found out at the start", async () => {
  class Forgetful extends DurableFiles {
    protected override hook(_host: HostFiles): void {}
  }
  await expect(openCluster(dataDir, new Forgetful(clusterFolder(dataDir)))).rejects.toMatchObject({ code: "no_flush" });
});

test("a file layer whose flushes end in a stub is found out at the start", async () => {
  class Stub extends DurableFiles {
    protected override hook(host: HostFiles): void {
      super.hook(host);
      host.stream_ops.fsync = () => 0;
    }
  }
  await expect(openCluster(dataDir, new Stub(clusterFolder(dataDir)))).rejects.toMatchObject({ code: "no_flush" });
});

test("the versions are kept beside the cluster", () => {
  const { version } = JSON.parse(readFileSync("node_modules/@electric-sql/pglite/package.json", "utf8"));
  expect(JSON.parse(readFileSync(versionsFile(), "utf8"))).toEqual({ pglite: version, postgres: 18 });
});

test("data of another Postgres is refused, older or newer", async () => {
  for (const version of ["17", "19"]) {
    writeFileSync(join(clusterFolder(dataDir), "PG_VERSION"), `${version}\n`);
    await expect(refusal()).rejects.toMatchObject({
      code: "incompatible",
      message: expect.stringContaining(`Postgres ${version}`),
    });
  }
});

test("data last opened by a newer PGlite is refused, and by an older one opened", async () => {
  writeFileSync(versionsFile(), JSON.stringify({ pglite: "0.10.0", postgres: 18 }));
  await expect(refusal()).rejects.toMatchObject({ code: "incompatible", message: expect.stringContaining("0.10.0") });

  writeFileSync(versionsFile(), JSON.stringify({ pglite: "0.4.99", postgres: 18 }));
  await (await openCluster(dataDir, new DurableFiles(clusterFolder(dataDir)))).close();
  expect(JSON.parse(readFileSync(versionsFile(), "utf8")).pglite).not.toBe("0.4.99");
});

test("damaged data is refused in one sentence, and never overwritten by a new cluster", async () => {
  const control = join(clusterFolder(dataDir), "global", "pg_control");
  const whole = readFileSync(control);
  writeFileSync(control, Buffer.alloc(whole.length, 7));
  await expect(refusal()).rejects.toMatchObject({
    code: "damaged",
    message: expect.stringMatching(/cannot be opened \(.+\)\. Restore a backup\.$/),
  });
  writeFileSync(control, whole);

  truncateSync(join(clusterFolder(dataDir), "PG_VERSION"), 0);
  await expect(refusal()).rejects.toMatchObject({ code: "damaged" });
  expect(readFileSync(control)).toEqual(whole);

  rmSync(clusterFolder(dataDir), { recursive: true });
  expect(() => isFirstStart(dataDir)).toThrow(/"postgres" is missing/);
});
