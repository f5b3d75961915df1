// Mail: one recipient each, no header that anybody slipped in, sent once by several workers, tried again, and forgotten.
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mails } from "#db/schema/mails.ts";
import { openTestHouse, type TestHouse } from "../testing/house.ts";
import { type Letter, queueMail } from "./queries.ts";
import { type MailTransport, openTransport, sendDueMails } from "./service.ts";

let house: TestHouse;
let folder: string;
beforeAll(async () => {
  house = await openTestHouse();
  folder = await mkdtemp(join(tmpdir(), "interleaf-mail-"));
});
beforeEach(() => house.house.db.delete(mails));
afterEach(() => {
  house.house.now = () => new Date();
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const LINK = "https://read.example.org/sign-in/abc";
async function queue(
  recipient: string | undefined,
  values: Partial<Extract<Letter, { kind: "signIn" }>["values"]> = {},
): Promise<void> {
  const createdAt = house.house.now();
  const letter = { kind: "signIn" as const, values: { organisation: "Readers’ Union", minutes: 10, link: LINK, ...values } };
  await queueMail(house.house.db, { ...letter, recipient, createdAt, expiresAt: new Date(createdAt.getTime() + 600_000) });
}
const rows = () => house.house.db.select().from(mails);
const later = (minutes: number) => {
  const from = Date.now();
  house.house.now = () => new Date(from + minutes * 60_000);
};

interface Received {
  from: string;
  to: string[];
  text: string;
}
/** A mail server on loopback that keeps what it is given; `refuse` makes it turn recipients down. */
async function aMailServer(): Promise<{
  url: string;
  received: Received[];
  refuse: { times: number };
  close: () => Promise<void>;
}> {
  const received: Received[] = [];
  const refuse = { times: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (address, _session, done) => (refuse.times-- > 0 ? done(new Error(`no room for ${address.address}`)) : done()),
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map((one) => one.address),
          text: Buffer.concat(pieces).toString(),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
const settings = (smtp?: string) => ({
  SMTP_URL: smtp,
  MAIL_FROM: "Interleaf <post@read.example.org>",
  DATA_DIR: folder,
  origin: "https://read.example.org",
});

describe("over SMTP", () => {
  let server: Awaited<ReturnType<typeof aMailServer>>;
  let transport: MailTransport;
  beforeEach(async () => {
    server = await aMailServer();
    transport = openTransport(settings(server.url), house.house.log);
  });
  afterEach(() => server.close());

  test("each mail goes to its one recipient, says what it is, and leaves no secret behind", async () => {
    await queue("ada@example.org");
    await queue("bo+books@example.org");
    expect(await sendDueMails(house.house, transport)).toBe(2);
    expect(await sendDueMails(house.house, transport)).toBe(0);
    expect(server.received.map(({ to }) => to).sort()).toEqual([["ada@example.org"], ["bo+books@example.org"]]);
    const toAda = server.received.find(({ to }) => to[0] === "ada@example.org");
    const mail = await simpleParser(toAda?.text ?? "");
    expect(mail.from?.text).toBe('"Interleaf" <post@read.example.org>');
    expect(mail.subject).toBe("Your link to sign in at Readers’ Union");
    expect(mail.text).toContain(`within 10 minutes.\n\n${LINK}\n\n`);
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@read\.example\.org>$/);
    expect(toAda?.text).not.toContain("bo+books");
    expect(await rows()).toMatchObject([
      { body: "", sentAt: expect.any(Date) },
      { body: "", sentAt: expect.any(Date) },
    ]);
  });

  test("names that look like headers stay words of the subject", async () => {
    await queue("ada@example.org", { organisation: "Union\r\nBcc: eve@example.org\r\n\r\nHello {link} <b>" });
    await sendDueMails(house.house, transport);
    const [received] = server.received;
    expect(received?.to).toEqual(["ada@example.org"]);
    const mail = await simpleParser(received?.text ?? "");
    expect(mail.bcc).toBeUndefined();
    expect(mail.headers.has("bcc")).toBe(false);
    expect(mail.subject).toBe("Your link to sign in at Union Bcc: eve@example.org Hello {link} <b>");
  });

  test("what is no single plain address is never written to", async () => {
    for (const crafted of [
      '"eve@example.org"@example.com',
      "a@example.org, b@example.org",
      "a@example.org\r\nBcc: b@example.org",
      "<a@example.org>",
      "a@example.org;b@example.org",
      "Ada <a@example.org>",
      "",
      " a@example.org",
    ]) {
      await expect(queue(crafted), crafted).rejects.toThrow("exactly one plain address");
    }
    expect(await rows()).toEqual([]);
  });

  test("a mail to nobody is written as long as others are, and never sent", async () => {
    await queue(undefined);
    expect(JSON.stringify(await rows())).not.toContain(LINK);
    expect(await sendDueMails(house.house, transport)).toBe(0);
    expect(server.received).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  test("four workers at once send every mail once", async () => {
    const recipients = Array.from({ length: 25 }, (_, index) => `reader${index}@example.org`);
    for (const recipient of recipients) await queue(recipient);
    for (;;) {
      const sent = await Promise.all(Array.from({ length: 4 }, () => sendDueMails(house.house, transport)));
      if (sent.every((count) => count === 0)) break;
    }
    expect(server.received.flatMap(({ to }) => to).sort()).toEqual([...recipients].sort());
  });

  test("what fails is tried again later, and the server's words, which name the recipient, are not kept", async () => {
    await queue("ada@example.org");
    server.refuse.times = 2;
    expect(await sendDueMails(house.house, transport)).toBe(0);
    expect(await sendDueMails(house.house, transport)).toBe(0);
    expect(await rows()).toMatchObject([{ tries: 1, failure: "EENVELOPE", sentAt: null }]);
    later(1.5);
    expect(await sendDueMails(house.house, transport)).toBe(0);
    later(2.5);
    expect(await sendDueMails(house.house, transport)).toBe(0);
    later(4);
    expect(await sendDueMails(house.house, transport)).toBe(1);
    expect(server.received).toHaveLength(1);
    expect(await rows()).toMatchObject([{ tries: 3, failure: null, body: "" }]);
  });

  test("a mail whose link ran out is deleted, not sent", async () => {
    await queue("ada@example.org");
    later(10.1);
    expect(await sendDueMails(house.house, transport)).toBe(0);
    expect(await rows()).toEqual([]);
    expect(server.received).toEqual([]);
  });

  test("a worker that dies in the middle loses nothing", async () => {
    await queue("ada@example.org");
    const { promise, resolve } = Promise.withResolvers<void>();
    const dying = sendDueMails(house.house, { send: () => promise });
    await expect.poll(async () => (await rows())[0]?.tries).toBe(1);
    expect(await sendDueMails(house.house, transport)).toBe(0);
    later(2.1);
    expect(await sendDueMails(house.house, transport)).toBe(1);
    resolve();
    await dying;
  });
});

test("without a mail server each mail is a file that only the owner may read", async () => {
  await queue("ada@example.org");
  expect(
    await sendDueMails(house.house, openTransport({ ...settings(), MAIL_FROM: undefined, origin: undefined }, house.house.log)),
  ).toBe(1);
  const [name = "", ...more] = await readdir(join(folder, "outbox"));
  expect(more).toEqual([]);
  const path = join(folder, "outbox", name);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const mail = await simpleParser(await readFile(path));
  expect([mail.to, mail.from].map((field) => (field && "text" in field ? field.text : ""))).toEqual([
    "ada@example.org",
    "no-reply@localhost",
  ]);
  expect(mail.text).toContain(LINK);
});
