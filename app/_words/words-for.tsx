// Words for server components: await wordsFor("ui"), and <Words of={[…]}>, which sends a page's client components the namespaces they use.

import { cookies, headers } from "next/headers";
import { cache, type ReactNode } from "react";
import { createTranslator } from "use-intl/core";
import { compiled } from "#app/_words/compiled.ts";
import { MoreWords, type Words as Translator } from "#app/_words/words.tsx";
import type { Catalogue, Namespace } from "#domain/catalogue/catalogue.ts";
import { type Locale, pickLocale, tagsOfHeader } from "#domain/catalogue/locales.ts";

/** Cookie with the language a person chose, as a tag ("en"). */
const localeCookie = "interleaf-locale";

/** The language of this request: the person's choice, else what the browser asks for, else English. */
export const localeOfRequest = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const wanted = (await headers()).get("accept-language") ?? "";
  return pickLocale([...(chosen ? [chosen] : []), ...tagsOfHeader(wanted)]);
});

/** The words of a namespace, in the language of this request. */
export async function wordsFor<N extends Namespace>(namespace: N): Promise<Translator<N>> {
  const locale = await localeOfRequest();
  return createTranslator({ locale, messages: compiled(locale)[namespace], timeZone: "UTC" }) as unknown as Translator<N>;
}

/** Only the named namespaces of a language, so that a page carries no more words than it uses. */
export function messagesOf(locale: Locale, namespaces: readonly Namespace[]): Partial<Catalogue> {
  return Object.fromEntries(namespaces.map((name) => [name, compiled(locale)[name]]));
}

/** Sends client components below the namespaces they use, beside `ui` and `errors`, which are always there. */
export async function Words(props: { of: readonly Namespace[]; children: ReactNode }) {
  const locale = await localeOfRequest();
  return (
    <MoreWords locale={locale} messages={messagesOf(locale, props.of)}>
      {props.children}
    </MoreWords>
  );
}
