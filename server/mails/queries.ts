// The outbox: mail is written in the transaction that causes it, so that it goes out if and only if that was committed.
import { createTranslator } from "use-intl/core";
import { v7 } from "uuid";
import type { Queryable } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import { catalogues } from "#domain/catalogue/catalogue.ts";
import { defaultLocale, locales } from "#domain/catalogue/locales.ts";
import { MailAddress } from "#domain/shapes/person.ts";

/** What can be written to people, and what each text needs. */
export type Letter =
  | { kind: "signIn"; values: { organisation: string; minutes: number; link: string } }
  | { kind: "invitation"; values: { organisation: string; days: number; link: string } };

/**
 * Puts a mail into the outbox. `recipient` is one mailbox, and only its owner is written to. Without one the row is written
 * all the same, empty and never sent, so that asking for a mail to nobody takes as long. After `expiresAt` it is not sent any more.
 * Throws when the recipient is no single plain address: then a rule above let something through.
 */
export async function queueMail(
  db: Queryable,
  mail: Letter & { recipient: string | undefined; createdAt: Date; expiresAt: Date },
): Promise<void> {
  const { recipient, createdAt, expiresAt } = mail;
  if (recipient !== undefined && MailAddress.safeParse(recipient).data !== recipient)
    throw new Error("A mail needs exactly one plain address");
  const { subject, body } = writeLetter(mail);
  const row = { id: v7(), createdAt, nextTryAt: createdAt };
  if (recipient === undefined)
    await db.insert(mails).values({ ...row, recipient: "", subject: "", body: "", expiresAt: createdAt });
  else await db.insert(mails).values({ ...row, recipient, subject, body, expiresAt });
}

/** The text of a letter. The subject becomes a header, so it is one line whatever names it holds. */
function writeLetter({ kind, values }: Letter): { subject: string; body: string } {
  const say = createTranslator({
    locale: locales[defaultLocale].format,
    messages: catalogues[defaultLocale],
    namespace: "mails",
  });
  return {
    subject: say(`${kind}.subject`, values as never).replaceAll(/\p{Cc}+/gu, " "),
    body: say(`${kind}.body`, values as never),
  };
}
