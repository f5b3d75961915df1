// `npm run screenshots`: makes the pictures of the README again, from the demonstration branch. With a folder as argument it takes every page, width and theme into it, or only the scenes named after it.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { chromiumFlags, findChromium } from "../scripts/find-chromium.mjs";
import { Client } from "./client.ts";
import { openThread, scenesOf } from "./scenes.ts";
import { startServer } from "./server-process.ts";

const widths = { 1440: 900, 820: 1180, 390: 844 };
const themes = ["paper", "sepia", "night", "contrast"];
const [into, ...only] = process.argv.slice(2);
const folder = into && resolve(into);

const dataDir = mkdtempSync(join(tmpdir(), "interleaf-pictures-"));
const said = execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", "server/demo.ts"], {
  env: { ...process.env, DATA_DIR: dataDir },
  encoding: "utf8",
});
const [, email = "", password = ""] = /Sign in as (\S+) with the password (\S+)/.exec(said) ?? [];
const server = await startServer({ dataDir });
const executablePath = findChromium();
const browser = await chromium.launch({ args: chromiumFlags, ...(executablePath && { executablePath }) });
try {
  const client = new Client(server.url);
  await client.signIn(email, password);
  const context = await browser.newContext({
    baseURL: server.url,
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
  });
  await signIn(context, client);
  const page = await context.newPage();
  await page.goto("/");
  const branch = (await page.getByRole("link", { name: "Harbour branch" }).first().getAttribute("href")) ?? "";
  await page.getByRole("link", { name: "Thursday Circle" }).first().click();
  await page.waitForURL(/\/groups\//);
  const group = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Finding people" }).first().click();
  await page.waitForURL(/\/read\//);
  const desk = new URL(page.url()).pathname;
  if (folder) await takeAll(page, client, { branch, group, desk }, folder);
  else {
    mkdirSync("docs", { recursive: true });
    const open = await openThread(client, { group, desk }, { kinds: ["objection"] });
    for (const [width, height] of Object.entries(widths)) {
      await page.setViewportSize({ width: Number(width), height });
      await page.goto(open);
      await settle(page);
      // A card that was come to by its address has the keyboard, and a ring round it.
      await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
      await page.screenshot({ path: `docs/desk-${width}.png` });
    }
  }
} finally {
  await browser.close();
  await server.stop();
}

async function signIn(context: BrowserContext, { cookie, url }: Client): Promise<void> {
  const pairs = cookie.split("; ").map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]);
  await context.addCookies(pairs.map(([name = "", value = ""]) => ({ name, value, url })));
}

async function takeAll(page: Page, client: Client, known: Parameters<typeof scenesOf>[1], into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const all = Object.entries(await scenesOf(client, known));
  const scenes = only.length > 0 ? all.filter(([name]) => only.includes(name)) : all;
  for (const theme of themes) {
    await page.context().addCookies([{ name: "interleaf-look", value: `theme=${theme}`, url: server.url }]);
    for (const [width, height] of Object.entries(widths)) {
      await page.setViewportSize({ width: Number(width), height });
      for (const [name, { path, before, after, media = "screen" }] of scenes) {
        await page.goto(path);
        await settle(page);
        await before?.(page);
        await page.emulateMedia({ media, reducedMotion: "reduce" });
        if (before) await settle(page);
        await page.screenshot({ path: join(into, `${name}-${width}-${theme}.png`), fullPage: media === "print" });
        await after?.(page);
        await page.emulateMedia({ media: "screen", reducedMotion: "reduce" });
      }
    }
  }
}

/** Until fonts are there and the page has come to rest. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
}
