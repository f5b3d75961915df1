// The catalogue of messages by language, and the types that hold every language to the shape of English.

import { en } from "#domain/catalogue/en.ts";
import type { Locale } from "#domain/catalogue/locales.ts";

/** The messages with their exact texts, from which keys and arguments are checked. */
export type Messages = typeof en;
export type Namespace = keyof Messages;

type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

/** What another language's file must be: `export const de = { … } satisfies Catalogue`. */
export type Catalogue = Translated<Messages>;

export const catalogues: Readonly<Record<Locale, Catalogue>> = { en };
