// The frame of every page: language, direction and look on <html> from the first byte, fonts, and what the interface needs round it.

import "#app/globals.css";
import atkinsonLatin from "@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2";
import dyslexicLatin from "@fontsource/opendyslexic/files/opendyslexic-latin-400-normal.woff2";
import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
import literataLatin from "@fontsource-variable/literata/files/literata-latin-wght-normal.woff2";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AppProviders } from "#app/_client/app-providers.tsx";
import { lookOfRequest } from "#app/_frame/look-of-request.ts";
import { barColours, lookAttributes, personAttribute } from "#app/_ui/look.ts";
import { nonceOf } from "#app/_ui/nonce.ts";
import { SkipLink } from "#app/_ui/skip-link.tsx";
import { UiProviders } from "#app/_ui/ui-providers.tsx";
import { localeOfRequest, messagesOf, wordsFor } from "#app/_words/words-for.tsx";
import { locales } from "#domain/catalogue/locales.ts";

export const metadata: Metadata = {
  title: { template: "%s · Interleaf", default: "Interleaf" },
  applicationName: "Interleaf",
  description: "Reading groups read a book together: in its margins, in talk, in meetings.",
  // Groups are private; a page that is meant for everybody says so itself.
  robots: { index: false, follow: false },
  referrer: "same-origin",
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export async function generateViewport(): Promise<Viewport> {
  const {
    look: { theme },
  } = await lookOfRequest();
  const [light, dark] = theme === "auto" ? [barColours.paper, barColours.night] : [barColours[theme], barColours[theme]];
  return {
    width: "device-width",
    initialScale: 1,
    viewportFit: "cover",
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: light },
      { media: "(prefers-color-scheme: dark)", color: dark },
    ],
  };
}

export default async function Layout({ children }: { children: ReactNode }) {
  const locale = await localeOfRequest();
  const t = await wordsFor("ui");
  const { look, person } = await lookOfRequest();
  const nonce = nonceOf((await headers()).get("content-security-policy"));
  // The face the text is set in, and the one of the interface. The device's own needs no file.
  const faces = { serif: [literataLatin], sans: [], atkinson: [atkinsonLatin], dyslexic: [dyslexicLatin], system: [] };
  return (
    // The picker changes these attributes in the browser; what React drew is then no longer what is there.
    <html
      lang={locale}
      dir={locales[locale].dir}
      {...lookAttributes(look)}
      {...{ [personAttribute]: person }}
      suppressHydrationWarning
    >
      <body>
        {[...faces[look.face], interLatin].map((font) => (
          // React puts it into the head.
          <link key={font} rel="preload" as="font" type="font/woff2" href={font} crossOrigin="anonymous" />
        ))}
        <SkipLink label={t("skipToContent")} />
        <UiProviders locale={locale} messages={messagesOf(locale, ["ui", "errors"])} nonce={nonce}>
          <AppProviders>{children}</AppProviders>
        </UiProviders>
      </body>
    </html>
  );
}
