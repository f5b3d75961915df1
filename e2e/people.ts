// What people do in a browser, in their own words, and the checks every page must pass.
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import pg from "pg";
import { PASSWORD } from "./evening.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

export { PASSWORD };

/** A server for one spec file: the embedded database, or a database of its own on the PostgreSQL of TEST_DATABASE_URL; `env` are further settings. */
export async function openServer(env: Record<string, string> = {}): Promise<ServerProcess> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) return startServer({ env });
  const name = `e2e_${process.pid}_${Date.now()}`;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`create database ${name}`).finally(() => client.end());
  const its = new URL(url);
  its.pathname = `/${name}`;
  return startServer({ databaseUrl: its.href, env });
}

export interface Someone {
  context: BrowserContext;
  page: Page;
  /** Requests to any other host than the server's; there must be none. */
  strayed: string[];
  /** Errors the page threw or the policy reported. */
  faults: string[];
}

/** A browser of their own, at the server. */
export async function someone(
  browser: Browser,
  server: ServerProcess,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Someone> {
  const context = await browser.newContext({ baseURL: server.url, ...options });
  const page = await context.newPage();
  const strayed: string[] = [];
  const faults: string[] = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(server.url).host) strayed.push(request.url());
  });
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (line) => {
    if (/Content Security Policy|violates the following|hydrat/i.test(line.text())) faults.push(line.text());
  });
  return { context, page, strayed, faults };
}

/** No serious or critical violation of WCAG 2.2 AA on the page as it stands. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await test.step(`${what} is accessible`, async () => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      .analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
  });
}

/** Selects words of a passage as a mouse would leave them selected. */
async function selectWords(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const invisible = /[\u00ad\u200b\u2060\ufeff]/;
    for (const passage of document.querySelectorAll("[data-passage]")) {
      const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest("[data-out], .passage-number") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
      );
      const places: [Node, number][] = [];
      let text = "";
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const [index, sign] of [...(node.nodeValue ?? "").split("").entries()]) {
          if (invisible.test(sign)) continue;
          places.push([node, index]);
          text += sign;
        }
      }
      const at = text.indexOf(wanted);
      const [first, last] = [places[at], places[at + wanted.length - 1]];
      if (at < 0 || !first || !last) continue;
      passage.scrollIntoView({ block: "center" });
      // The same selection again would be no change, and nobody would be told of it.
      getSelection()?.removeAllRanges();
      getSelection()?.setBaseAndExtent(first[0], first[1], last[0], last[1] + 1);
      return;
    }
    throw new Error(`“${wanted}” does not stand on this page`);
  }, words);
}

/** Selects words and takes what the bar over them offers; again until the page has woken up enough to show the bar. */
export async function onWords(page: Page, words: string, action: string): Promise<void> {
  const bar = page.getByRole("toolbar", { name: "For the selected words" });
  await expect(async () => {
    await selectWords(page, words);
    await expect(bar).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await bar.getByRole("button", { name: action, exact: true }).click();
}
