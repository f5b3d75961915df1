// Each law of the house refuses a wrong tree, and a sound tree breaks none.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findBreaches, lawNames } from "./laws.mjs";

type Tree = Record<string, string>;

const planted: string[] = [];
afterAll(() => {
  for (const root of planted) rmSync(root, { recursive: true, force: true });
});

/** Writes a tree into a folder of its own; every file opens with a comment unless it says otherwise. */
function plant(tree: Tree): string {
  const root = mkdtempSync(join(tmpdir(), "interleaf-laws-"));
  planted.push(root);
  cpSync("package.json", join(root, "package.json"));
  symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"), "dir");
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text.startsWith("!") ? text.slice(1) : `// A file of a tree.\n${text}`);
  }
  return root;
}

const sound: Tree = {
  "domain/shapes/note.ts": `import { z } from "zod";\nexport const note = z.string();\nexport type Note = z.infer<typeof note>;`,
  "domain/shapes/note.test.ts": `import { readFileSync } from "node:fs";\nimport { test } from "vitest";\nimport { note } from "./note.ts";\ntest("a note is text", () => note.parse(readFileSync("x", "utf8")));`,
  "db/schema/notes.ts": `import { pgTable, text } from "drizzle-orm/pg-core";\nimport type { Note } from "#domain/shapes/note.ts";\nexport const notes = pgTable("notes", { body: text().$type<Note>() });`,
  "db/client.ts": `import pg from "pg";\nimport { notes } from "./schema/notes.ts";\nexport const client = [pg, notes];`,
  "db/demo.ts": `import { note } from "#domain/shapes/note.ts";\nexport const demo = note.parse("x");`,
  "db/embedded/process.ts": `import { createServer } from "node:net";\nimport { PGlite } from "@electric-sql/pglite";\nexport const start = () => [createServer(), PGlite];`,
  "server/main.ts": `import { createServer } from "node:http";\nimport { router } from "./router.ts";\nimport { options } from "./auth/options.ts";\ncreateServer(() => [router, options]);`,
  "server/router.ts": `import { notesRouter } from "./notes/router.ts";\nexport const router = notesRouter;\nexport type AppRouter = typeof router;`,
  "server/trpc.ts": `import { initTRPC } from "@trpc/server";\nexport const trpc = initTRPC.create();`,
  "server/context.ts": `import { client } from "#db/client.ts";\nexport interface Ctx { db: typeof client }\nexport const context = (): Ctx => ({ db: client });`,
  "server/admit.ts": `import type { Ctx } from "./context.ts";\nexport const admit = (ctx: Ctx) => ctx;`,
  "server/notes/router.ts": `import { note } from "#domain/shapes/note.ts";\nimport { trpc } from "../trpc.ts";\nimport { addNote } from "./service.ts";\nexport const notesRouter = [trpc, addNote, note];`,
  "server/notes/service.ts": `import { eq } from "drizzle-orm";\nimport { notes } from "#db/schema/notes.ts";\nimport { admit } from "../admit.ts";\nimport type { Ctx } from "../context.ts";\nimport { getPerson } from "../people/queries.ts";\nexport const addNote = (ctx: Ctx) => [admit(ctx), getPerson, notes, eq];`,
  "server/notes/service.test.ts": `import { test } from "vitest";\nimport { desk } from "../testing/desk.ts";\nimport { addNote } from "./service.ts";\ntest("a reader adds a note", () => [desk, addNote]);`,
  "server/http.ts": `import type { Ctx } from "./context.ts";\nexport type HttpDoor = (ctx: Ctx) => unknown;`,
  "server/notes/routes.ts": `import { z } from "zod";\nimport type { HttpDoor } from "../http.ts";\nimport { addNote } from "./service.ts";\nexport const notesRoutes: HttpDoor[] = [(ctx) => [z, addNote(ctx)]];`,
  "server/people/queries.ts": `import { admit } from "../admit.ts";\nexport const getPerson = admit;`,
  "server/auth/options.ts": `import { hash } from "./password.ts";\nexport const options = { hash };`,
  "server/auth/password.ts": `import { hash as argon } from "@node-rs/argon2";\nexport const hash = argon;`,
  "server/testing/desk.ts": `import { context } from "../context.ts";\nexport const desk = context;`,
  "server/importing/epub.ts": `import yauzl from "yauzl";\nexport const read = yauzl;`,
  "app/[group]/(desk)/page.tsx": `import { t } from "#app/_words/t.ts";\nimport { Button } from "#app/_ui/button.tsx";\nimport { Margin } from "./_margin/margin.tsx";\nimport type { AppRouter } from "#server/router.ts";\nexport default function Page(_: { router: AppRouter }) {\n  return <Button label={t("notes")} title="…"><Margin className="wide margin" /></Button>;\n}`,
  "app/[group]/(desk)/_margin/margin.tsx": `!"use client";\n// The margin.\nimport { note } from "#domain/shapes/note.ts";\nexport const Margin = (_: { className: string }) => <i>{String(note)}</i>;`,
  "app/_ui/button.tsx": `import type { ReactNode } from "react";\nexport const Button = (_: { label: string; title: string; children: ReactNode }) => null;`,
  "app/_words/t.ts": `import { words } from "#domain/catalogue/en/words.ts";\nexport const t = (word: "notes") => words[word];`,
  "app/api/auth/[...nextauth]/route.ts": `import { options } from "#server/auth/options.ts";\nexport const GET = options;`,
  "domain/catalogue/en/words.ts": `export const words = { notes: "Notes" };`,
  "e2e/evening.spec.ts": `import { test } from "@playwright/test";\nimport { demo } from "#db/demo.ts";\ntest("two people read", () => void demo);`,
  "bench/notes.ts": `import type { AppRouter } from "#server/router.ts";\nimport { note } from "#domain/shapes/note.ts";\nexport const bench = (router: AppRouter) => [note, router];`,
};

/** For each law, files that break it, and where the breach is seen. */
const wrong: Record<string, { tree: Tree; where: RegExp }[]> = {
  "domain-is-pure": [
    {
      tree: { "domain/a.ts": `import { io } from "socket.io-client";\nexport const a = io;` },
      where: /^domain\/a\.ts -> .*socket\.io-client/,
    },
    {
      tree: { "domain/a.ts": `import type { Note } from "#db/demo.ts";\nexport type A = Note;` },
      where: /^domain\/a\.ts -> db\/demo\.ts/,
    },
    {
      tree: { "domain/a.ts": `export const a = () => import("#server/admit.ts");` },
      where: /^domain\/a\.ts -> server\/admit\.ts/,
    },
  ],
  "domain-without-node": [
    {
      tree: { "domain/a.ts": `import { randomUUID } from "node:crypto";\nexport const a = randomUUID;` },
      where: /^domain\/a\.ts -> .*crypto/,
    },
  ],
  "domain-tests-stay-below": [
    {
      tree: { "domain/a.test.ts": `import { client } from "#db/client.ts";\nvoid client;` },
      where: /^domain\/a\.test\.ts -> db\/client\.ts/,
    },
  ],
  "db-looks-down": [
    {
      tree: { "db/a.ts": `import { admit } from "#server/admit.ts";\nexport const a = admit;` },
      where: /^db\/a\.ts -> server\/admit\.ts/,
    },
  ],
  "db-libraries": [
    {
      tree: { "db/a.ts": `import nodemailer from "nodemailer";\nexport const a = nodemailer;` },
      where: /^db\/a\.ts -> .*nodemailer/,
    },
  ],
  "embedded-stands-alone": [
    {
      tree: { "db/embedded/a.ts": `import { client } from "../client.ts";\nexport const a = client;` },
      where: /^db\/embedded\/a\.ts -> db\/client\.ts/,
    },
    {
      tree: { "db/embedded/a.ts": `import { eq } from "drizzle-orm";\nexport const a = eq;` },
      where: /^db\/embedded\/a\.ts -> .*drizzle-orm/,
    },
  ],
  "embedded-is-not-imported": [
    {
      tree: { "server/a/service.ts": `import { start } from "#db/embedded/process.ts";\nexport const a = start;` },
      where: /^server\/a\/service\.ts -> db\/embedded/,
    },
  ],
  "verbs-know-no-transport": [
    {
      tree: { "server/a/service.ts": `import type { Socket } from "socket.io";\nexport type A = Socket;` },
      where: /^server\/a\/service\.ts -> .*socket\.io/,
    },
    {
      tree: { "server/a/queries.ts": `import { headers } from "next/headers.js";\nexport const a = headers;` },
      where: /^server\/a\/queries\.ts -> .*next/,
    },
    {
      tree: { "server/a/queries.ts": `import { trpc } from "../trpc.ts";\nexport const a = trpc;` },
      where: /^server\/a\/queries\.ts -> server\/trpc\.ts/,
    },
    {
      tree: { "server/notes/queries.ts": `import { notesRouter } from "./router.ts";\nexport const a = notesRouter;` },
      where: /-> server\/notes\/router\.ts/,
    },
  ],
  "slices-meet-at-queries": [
    {
      tree: { "server/a/service.ts": `import { addNote } from "../notes/service.ts";\nexport const a = addNote;` },
      where: /^server\/a\/service\.ts -> server\/notes\/service\.ts/,
    },
    {
      tree: { "server/a/queries.ts": `import { hash } from "../auth/password.ts";\nexport const a = hash;` },
      where: /-> server\/auth\/password\.ts/,
    },
  ],
  "context-is-a-type": [
    {
      tree: {
        "server/a/service.ts": `import { context, type Ctx } from "../context.ts";\nexport const a = (c: Ctx) => [c, context];`,
      },
      where: /-> server\/context\.ts/,
    },
  ],
  "doors-are-thin": [
    {
      tree: { "server/a/router.ts": `import { notes } from "#db/schema/notes.ts";\nexport const a = notes;` },
      where: /^server\/a\/router\.ts -> db\/schema/,
    },
    {
      tree: { "server/a/live.ts": `import { eq } from "drizzle-orm";\nexport const a = eq;` },
      where: /^server\/a\/live\.ts -> .*drizzle-orm/,
    },
    {
      tree: { "server/a/router.ts": `import { getPerson } from "../people/queries.ts";\nexport const a = getPerson;` },
      where: /-> server\/people\/queries\.ts/,
    },
  ],
  "http-doors-are-thin": [
    {
      tree: { "server/a/routes.ts": `import { readFile } from "node:fs/promises";\nexport const a = readFile;` },
      where: /^server\/a\/routes\.ts -> .*fs/,
    },
    {
      tree: { "server/a/routes.ts": `import { addNote } from "../notes/service.ts";\nexport const a = addNote;` },
      where: /-> server\/notes\/service\.ts/,
    },
  ],
  "exchange-has-no-verbs": [
    {
      tree: {
        "server/exchange/a.ts": `import { add } from "../annotations/service.ts";\nexport const a = add;`,
        "server/annotations/service.ts": "export const add = 1;",
      },
      where: /^server\/exchange\/a\.ts -> server\/annotations\/service\.ts/,
    },
  ],
  "importing-reads-files": [
    {
      tree: { "server/importing/a.ts": `import { client } from "#db/client.ts";\nexport const a = client;` },
      where: /^server\/importing\/a\.ts -> db\/client\.ts/,
    },
  ],
  "environment-in-one-place": [
    {
      tree: { "server/a.ts": `import { env } from "node:process";\nexport const a = env.HOME;` },
      where: /^server\/a\.ts -> (?:node:)?process$/,
    },
  ],
  "server-without-app": [
    {
      tree: { "server/a.ts": `import type { t } from "#app/_words/t.ts";\nexport type A = typeof t;` },
      where: /^server\/a\.ts -> app\//,
    },
  ],
  "main-is-on-top": [
    { tree: { "server/a.ts": `export const a = () => import("./main.ts");` }, where: /^server\/a\.ts -> server\/main\.ts/ },
  ],
  "app-takes-types-only": [
    {
      tree: { "app/page.tsx": `import { router } from "#server/router.ts";\nexport default () => <b>{String(router)}</b>;` },
      where: /^app\/page\.tsx -> server\/router\.ts/,
    },
    {
      tree: {
        "app/page.tsx": `import { type AppRouter } from "#server/router.ts";\nimport { options } from "#server/auth/options.ts";\nexport default (_: AppRouter) => <b>{String(options)}</b>;`,
      },
      where: /-> server\/auth\/options\.ts/,
    },
    {
      tree: {
        "app/page.tsx": `import type { AppRouter } from "#server/router.ts";\nimport { router } from "#server/router.ts";\nexport default (_: AppRouter) => <b>{String(router)}</b>;`,
      },
      where: /-> server\/router\.ts/,
    },
    {
      tree: { "app/page.tsx": `export default async () => <b>{String(await import("#server/admit.ts"))}</b>;` },
      where: /-> server\/admit\.ts/,
    },
  ],
  "desk-carries-no-schemas": [
    {
      tree: {
        "app/groups/[group]/read/_desk/note.tsx": `import { note, type Note } from "#domain/shapes/note.ts";\nexport const Card = (_: { of: Note }) => <i>{String(note)}</i>;`,
      },
      where: /note\.tsx -> domain\/shapes\/note\.ts/,
    },
  ],
  "sign-in-route-takes-options": [
    {
      tree: {
        "app/api/auth/[...nextauth]/route.ts": `import { hash } from "#server/auth/password.ts";\nexport const GET = hash;`,
      },
      where: /-> server\/auth\/password\.ts/,
    },
  ],
  "app-without-db": [
    {
      tree: { "app/page.tsx": `import type { client } from "#db/client.ts";\nexport default (_: typeof client) => <b />;` },
      where: /^app\/page\.tsx -> db\/client\.ts/,
    },
    {
      tree: { "app/page.tsx": `import { eq } from "drizzle-orm";\nexport default () => <b>{String(eq)}</b>;` },
      where: /-> .*drizzle-orm/,
    },
  ],
  "app-alone": [
    { tree: { "app/page.tsx": `import "../bench/notes.ts";\nexport default () => <b />;` }, where: /-> bench\/notes\.ts/ },
  ],
  "ui-knows-no-feature": [
    {
      tree: { "app/_ui/a.tsx": `import { note } from "#domain/shapes/note.ts";\nexport const a = <b>{String(note)}</b>;` },
      where: /^app\/_ui\/a\.tsx -> domain\/shapes/,
    },
    {
      tree: { "app/_ui/a.tsx": `import { useRouter } from "next/navigation.js";\nexport const a = useRouter;` },
      where: /^app\/_ui\/a\.tsx -> .*next/,
    },
  ],
  "e2e-stands-outside": [
    {
      tree: { "e2e/a.spec.ts": `import type { AppRouter } from "#server/router.ts";\nexport type A = AppRouter;` },
      where: /^e2e\/a\.spec\.ts -> server\/router\.ts/,
    },
    { tree: { "e2e/a.ts": `import { t } from "#app/_words/t.ts";\nexport const a = t;` }, where: /^e2e\/a\.ts -> app\// },
  ],
  "e2e-without-tables": [
    {
      tree: { "e2e/a.ts": `import { notes } from "#db/schema/notes.ts";\nexport const a = notes;` },
      where: /-> db\/schema\/notes\.ts/,
    },
  ],
  "bench-stands-outside": [
    {
      tree: { "bench/a.ts": `import { admit } from "#server/admit.ts";\nexport const a = admit;` },
      where: /-> server\/admit\.ts/,
    },
  ],
  "commands-before-install": [
    { tree: { "scripts/start.mjs": `import pg from "pg";\nexport const a = pg;` }, where: /^scripts\/start\.mjs -> .*pg/ },
  ],
  "proofs-are-leaves": [
    {
      tree: { "server/a.ts": `import "./notes/service.test.ts";\nexport const a = 1;` },
      where: /-> server\/notes\/service\.test\.ts/,
    },
  ],
  "testing-serves-tests": [
    {
      tree: { "server/a.ts": `import { desk } from "./testing/desk.ts";\nexport const a = desk;` },
      where: /-> server\/testing\/desk\.ts/,
    },
  ],
  "no-circles": [
    {
      tree: {
        "domain/a.ts": `import { b } from "./b.ts";\nexport const a = () => b;`,
        "domain/b.ts": `import { a } from "./a.ts";\nexport const b = () => a;`,
      },
      where: /^domain\/a\.ts -> domain\/b\.ts -> domain\/a\.ts/,
    },
  ],
  "no-orphans": [{ tree: { "domain/alone.ts": `export const alone = 1;` }, where: /^domain\/alone\.ts$/ }],
  "nothing-unresolved": [
    {
      tree: { "domain/a.ts": `import { b } from "./nowhere.ts";\nexport const a = b;` },
      where: /^domain\/a\.ts -> \.\/nowhere\.ts/,
    },
  ],
  "packages-are-declared": [
    {
      tree: { "server/a.ts": `import semver from "picomatch";\nexport const a = semver;` },
      where: /^server\/a\.ts -> .*picomatch/,
    },
  ],
  "program-without-tools": [
    {
      tree: { "server/a.ts": `import { simpleParser } from "mailparser";\nexport const a = simpleParser;` },
      where: /^server\/a\.ts -> .*mailparser/,
    },
  ],
  "slice-file-names": [
    { tree: { "server/notes/format.ts": `import "../admit.ts";` }, where: /^server\/notes\/format\.ts$/ },
    { tree: { "server/notes/parts/service.ts": `import "../../admit.ts";` }, where: /^server\/notes\/parts\/service\.ts$/ },
    { tree: { "server/notes/options.ts": `import "../admit.ts";` }, where: /^server\/notes\/options\.ts$/ },
  ],
  "no-vague-names": [
    { tree: { "domain/utils.ts": `import "./shapes/note.ts";` }, where: /^domain\/utils\.ts$/ },
    { tree: { "app/helpers/a.ts": `import "#domain/shapes/note.ts";` }, where: /^app\/helpers\/a\.ts$/ },
    { tree: { "domain/shapes/index.ts": `export * from "./note.ts";` }, where: /^domain\/shapes\/index\.ts$/ },
  ],
  "kebab-case": [{ tree: { "domain/someNote.ts": `import "./shapes/note.ts";` }, where: /^domain\/someNote\.ts$/ }],
  "opening-comment": [
    { tree: { "domain/a.ts": `!import "./shapes/note.ts";\n` }, where: /^domain\/a\.ts$/ },
    { tree: { "app/a.tsx": `!"use client";\nimport "#domain/shapes/note.ts";\n` }, where: /^app\/a\.tsx$/ },
  ],
  "words-in-catalogue": [
    { tree: { "app/page.tsx": `export default () => (\n  <input placeholder="Your name" />\n);` }, where: /^app\/page\.tsx:3$/ },
    { tree: { "app/page.tsx": `export default () => <button aria-label={"Close"} />;` }, where: /^app\/page\.tsx:2$/ },
  ],
  "private-folders": [
    {
      tree: {
        "app/other/page.tsx": `import { Margin } from "../[group]/(desk)/_margin/margin.tsx";\nexport default () => <Margin className="x" />;`,
      },
      where: /^app\/other\/page\.tsx -> app\/\[group\]/,
    },
  ],
};

describe("the laws of the house", () => {
  test("a sound tree breaks none", async () => {
    expect(await findBreaches(plant(sound))).toEqual([]);
  });

  test("each law has a wrong tree here", () => {
    expect(Object.keys(wrong).sort()).toEqual([...lawNames].sort());
  });

  for (const [law, cases] of Object.entries(wrong)) {
    test(`${law} refuses a wrong tree and says where the thing belongs`, async () => {
      for (const { tree, where } of cases) {
        const found = (await findBreaches(plant({ ...sound, ...tree }))).filter((breach) => breach.law === law);
        expect(found.map((breach) => breach.where)).toEqual([expect.stringMatching(where)]);
        expect(found[0]?.says).toMatch(/\p{L}.*\.$/u);
      }
    });
  }
});

describe("the laws that Biome keeps", () => {
  /** Which rules Biome finds broken in a tree, and where. */
  function lint(tree: Tree): string[] {
    const root = plant(tree);
    for (const file of ["biome.json", ".gitignore"]) cpSync(file, join(root, file));
    const biome = join(process.cwd(), "node_modules", "@biomejs", "biome", "bin", "biome");
    const { stdout } = spawnSync(process.execPath, [biome, "lint", "--reporter=github", "."], { cwd: root, encoding: "utf8" });
    return [...stdout.matchAll(/title=lint\/\w+\/(\w+),file=(?:\.\/)?([^,]+)/g)]
      .map(([, rule, file]) => `${rule} ${file?.replace(`${root}/`, "")}`)
      .sort();
  }

  test("only server/env.ts and what runs outside the program read process.env", () => {
    const reads = `export const home = process.env.HOME;`;
    const free = [
      "server/env.ts",
      "db/embedded/process.ts",
      "scripts/a.ts",
      "e2e/a.ts",
      "bench/a.ts",
      "domain/a.test.ts",
      "next.config.ts",
    ];
    const bound = ["server/a.ts", "server/notes/service.ts", "db/client.ts", "domain/a.ts", "app/a.ts"];
    expect(lint(Object.fromEntries([...free, ...bound].map((path) => [path, reads])))).toEqual(
      bound.map((path) => `noProcessEnv ${path}`).sort(),
    );
  });

  test("a screen holds no text of its own, only words from the catalogue and signs", () => {
    expect(
      lint({
        "app/page.tsx": `export const page = (n: number) => <p>Your notes: {n}</p>;`,
        "app/signs.tsx": `export const signs = (a: string, b: string) => <p className="wide">{a} · {b}</p>;`,
      }),
    ).toEqual(["noJsxLiterals app/page.tsx"]);
  });

  test("there is no any, and no ! to silence the types", () => {
    expect(lint({ "domain/a.ts": `export const a = (b: any, c?: { d: string }) => [b, c!.d];` })).toEqual([
      "noExplicitAny domain/a.ts",
      "noNonNullAssertion domain/a.ts",
    ]);
  });
});
