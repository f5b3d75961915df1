// What the shared parts of the interface need round them: the nonce, the direction of the script, words, toasts, tooltips.
// It stands round every page, so what only some of them need is fetched when there is something to show.
"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { DirectionProvider } from "@base-ui/react/direction-provider";
import type { ReactNode } from "react";
import { LaterToasts } from "#app/_ui/later-toasts.tsx";
import { Tips } from "#app/_ui/tips.tsx";
import { WordsProvider } from "#app/_words/words.tsx";
import type { Catalogue } from "#domain/catalogue/catalogue.ts";
import { type Locale, locales } from "#domain/catalogue/locales.ts";

export interface UiProvidersProps {
  locale: Locale;
  messages: Partial<Catalogue>;
  nonce: string | undefined;
  children: ReactNode;
}

export function UiProviders({ locale, messages, nonce, children }: UiProvidersProps) {
  return (
    <CSPProvider {...(nonce ? { nonce } : { disableStyleElements: true })}>
      <DirectionProvider direction={locales[locale].dir}>
        <WordsProvider locale={locale} messages={messages}>
          <LaterToasts>{children}</LaterToasts>
          <Tips />
        </WordsProvider>
      </DirectionProvider>
    </CSPProvider>
  );
}
