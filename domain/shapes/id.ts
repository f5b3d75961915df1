// Identifiers and small words that every other shape is made of.
import { z } from "zod";

/** A key of the house: a UUID in small letters (the server and the clients make version 7, which sorts by time). */
export const Id = z.uuid().toLowerCase();
export type Id = z.infer<typeof Id>;

/** The id a client gives its command: sent again after a lost answer, it does nothing twice. */
export const CommandId = Id;

/** A moment in UTC, ISO 8601 with Z. */
export const Moment = z.iso.datetime();

/** One line typed by a person: trimmed, no control characters, Unicode NFC. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "control characters")
    .transform((text) => text.normalize("NFC"));

/** Several lines of Markdown typed by a person. */
export const prose = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text), "control characters")
    .transform((text) => text.replace(/\r\n?/g, "\n").normalize("NFC"));
