// Sends what lies in the outbox: over SMTP, or into files where no mail server is set.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, gt, inArray, isNull, lte, sql } from "drizzle-orm";
import { createTransport, type SendMailOptions } from "nodemailer";
import { mails } from "#db/schema/mails.ts";
import type { House } from "../context.ts";
import type { Env } from "../env.ts";
import type { Log } from "../log.ts";

interface Mail {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  createdAt: Date;
}

/** Hands one mail on. Throws when it could not be handed on; then it is tried again. */
export interface MailTransport {
  send: (mail: Mail) => Promise<void>;
}

const AT_ONCE = 10;
/** As long nobody else takes a mail that is being sent; whoever sends it gives up earlier. */
const LEASE_MS = 120_000;
const WAIT_LONGEST_MS = 3_600_000;

/**
 * The transport for these settings: SMTP_URL's server, or without one .eml files in DATA_DIR/outbox, each named in the log.
 * Mails come from MAIL_FROM, or from no-reply at the instance's own host.
 */
export function openTransport(env: Pick<Env, "SMTP_URL" | "MAIL_FROM" | "DATA_DIR" | "origin">, log: Log): MailTransport {
  const host = new URL(env.origin ?? "http://localhost").hostname;
  const compose = (mail: Mail): SendMailOptions => ({
    from: env.MAIL_FROM ?? `no-reply@${host}`,
    to: { name: "", address: mail.recipient },
    subject: mail.subject,
    text: mail.body,
    date: mail.createdAt,
    // The same at every try, so that a mail sent twice by mischance is shown once.
    messageId: `<${mail.id}@${host}>`,
    // Answering machines keep quiet (RFC 3834, section 5).
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  if (env.SMTP_URL) {
    const smtp = createTransport({
      url: env.SMTP_URL,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 30_000,
    });
    return {
      async send(mail) {
        await smtp.sendMail(compose(mail));
      },
    };
  }
  const outbox = join(env.DATA_DIR, "outbox");
  const writer = createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    async send(mail) {
      const { message } = await writer.sendMail(compose(mail));
      const path = join(outbox, `${mail.id}.eml`);
      await mkdir(outbox, { recursive: true, mode: 0o700 });
      await writeFile(path, message as Buffer, { mode: 0o600 });
      log.info({ path }, "a mail was written to a file, because SMTP_URL is not set");
    },
  };
}

/**
 * Sends what is due, a few mails at most, and gives how many went out. Several servers may do this side by side: each takes other
 * mails. A mail is taken before it is sent and marked after, so that a crash in between repeats it rather than loses it.
 * What fails is tried again after 1, 2, 4 … minutes until it expires. What is sent loses its text, which holds a secret; what has expired is deleted.
 */
export async function sendDueMails(house: House, transport: MailTransport): Promise<number> {
  const now = house.now();
  const over = await house.db
    .delete(mails)
    .where(lte(mails.expiresAt, now))
    .returning({ sentAt: mails.sentAt, recipient: mails.recipient });
  const lost = over.filter((mail) => mail.recipient && !mail.sentAt).length;
  if (lost > 0) house.log.warn({ lost }, "mails could not be sent before their links ran out");
  const taken = await takeDue(house, now);
  const sent = await Promise.all(taken.map((mail) => sendOne(house, transport, mail)));
  return sent.filter(Boolean).length;
}

type Taken = typeof mails.$inferSelect;

async function takeDue(house: House, now: Date): Promise<Taken[]> {
  return house.db.transaction(async (tx) => {
    const due = await tx
      .select({ id: mails.id })
      .from(mails)
      .where(and(isNull(mails.sentAt), gt(mails.expiresAt, now), lte(mails.nextTryAt, now)))
      .orderBy(mails.nextTryAt)
      .limit(AT_ONCE)
      .for("update", { skipLocked: true });
    if (due.length === 0) return [];
    return tx
      .update(mails)
      .set({ tries: sql`${mails.tries} + 1`, nextTryAt: new Date(now.getTime() + LEASE_MS) })
      .where(
        inArray(
          mails.id,
          due.map((mail) => mail.id),
        ),
      )
      .returning();
  });
}

async function sendOne(house: House, transport: MailTransport, mail: Taken): Promise<boolean> {
  try {
    await transport.send(mail);
  } catch (fault) {
    const wait = Math.min(60_000 * 2 ** (mail.tries - 1), WAIT_LONGEST_MS);
    // Never the server's own words: they repeat the address.
    const failure = fault instanceof Error && "code" in fault ? String(fault.code) : "fault";
    await house.db
      .update(mails)
      .set({ failure, nextTryAt: new Date(house.now().getTime() + wait) })
      .where(eq(mails.id, mail.id));
    house.log.warn({ tries: mail.tries, fault: failure }, "a mail was not sent; it is tried again");
    return false;
  }
  await house.db.update(mails).set({ sentAt: house.now(), body: "", subject: "", failure: null }).where(eq(mails.id, mail.id));
  return true;
}
