// Words for client components: useWords("ui") gives the typed translator of one namespace, useLocale() the language of the page.
// Server components use words-for.tsx. How to add a message is written in domain/catalogue/en.ts.
"use client";

import type { ReactNode } from "react";
import type { createTranslator } from "use-intl/core";
import { IntlProvider, useMessages, useLocale as useTag, useTranslations } from "use-intl/react";
import type { Catalogue, Messages, Namespace } from "#domain/catalogue/catalogue.ts";
import { defaultLocale, isLocale, type Locale } from "#domain/catalogue/locales.ts";

/** The translator of a namespace: t("key"), t("key", { count }), t.rich("key", { link: (words) => … }). Keys and arguments are checked. */
export type Words<N extends Namespace> = ReturnType<typeof createTranslator<Messages[N]>>;

/** The words of a namespace. It must be `ui` or `errors`, or named by a <Words of={[…]}> above; else its keys are shown and the console says so. */
export function useWords<N extends Namespace>(namespace: N): Words<N> {
  return useTranslations(namespace as never) as unknown as Words<N>;
}

/** The language of the page, as in <html lang>. */
export function useLocale(): Locale {
  const tag = useTag();
  return isLocale(tag) ? tag : defaultLocale;
}

/** Carries messages from the server to client components. Used by <Words> and the layout, not by pages. */
export function WordsProvider(props: { locale: Locale; messages: Partial<Catalogue>; children: ReactNode }) {
  return (
    <IntlProvider locale={props.locale} messages={props.messages} timeZone="UTC">
      {props.children}
    </IntlProvider>
  );
}

/** Adds namespaces to those already carried from above. */
export function MoreWords(props: { locale: Locale; messages: Partial<Catalogue>; children: ReactNode }) {
  const above = useMessages() as Partial<Catalogue>;
  return <WordsProvider {...props} messages={{ ...above, ...props.messages }} />;
}
