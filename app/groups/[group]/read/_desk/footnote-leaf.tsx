// The leaf in which a footnote is shown. Fetched with the first one.
"use client";

import { Popover } from "@base-ui/react/popover";
import { classes } from "#app/_ui/classes.ts";
import { popupLook } from "#app/_ui/popup-look.ts";
import { useWords } from "#app/_words/words.tsx";
import { useDesk } from "#app/groups/[group]/read/_desk/desk-context.ts";
import { PassageHtml } from "#app/groups/[group]/read/_desk/passage-html.tsx";

export interface Footnote {
  marker: HTMLAnchorElement;
  /** What stands in it, passage by passage. */
  html: string[];
}

export function FootnoteLeaf({ footnote, onClose }: { footnote: Footnote | undefined; onClose: () => void }) {
  const t = useWords("desk");
  const { text } = useDesk();
  const { marker, html } = footnote ?? {};
  const reading = text.current?.querySelector<HTMLElement>(".reading");
  return (
    <Popover.Root open={footnote !== undefined} onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={marker ?? null} side="bottom" sideOffset={6} collisionPadding={12} className="z-popup">
          <Popover.Popup
            finalFocus={{ current: marker ?? null }}
            className={classes(
              popupLook,
              "flex max-h-(--available-height) w-96 max-w-(--available-width) flex-col gap-2 overflow-y-auto p-5",
            )}
          >
            <Popover.Title className="eyebrow">{t("noteFrom", { marker: marker?.textContent ?? "" })}</Popover.Title>
            <div className="reading footnote" lang={reading?.lang} dir={reading?.dir}>
              {html?.map((one, at) => (
                <PassageHtml key={at} html={one} />
              ))}
            </div>
            {marker && (
              <a href={marker.href} onClick={onClose} className="link self-start text-sm">
                {t("toNote")}
              </a>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
