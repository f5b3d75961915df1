// What the shared parts of the interface need round them: the nonce, the direction of the script, words, toasts.
"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { DirectionProvider } from "@base-ui/react/direction-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { ToastRegion } from "#app/_ui/toasts.tsx";
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
          <Tooltip.Provider delay={500}>
            <ToastRegion>{children}</ToastRegion>
          </Tooltip.Provider>
        </WordsProvider>
      </DirectionProvider>
    </CSPProvider>
  );
}
