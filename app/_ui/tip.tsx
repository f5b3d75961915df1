// The words of a tooltip, beside the element that carries them. Fetched by tips.tsx with the first one.
"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";

export interface TipProps {
  /** The element whose words are shown; nothing when none are. */
  at: HTMLElement | undefined;
  onClose: () => void;
}

export function Tip({ at, onClose }: TipProps) {
  return (
    <Base.Root open={at?.isConnected ?? false} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={at ?? null} sideOffset={6} collisionPadding={8} className="z-popup">
          <Base.Popup
            data-tip-shown=""
            className="flex max-w-64 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-sheet shadow-raised transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 data-instant:transition-none"
          >
            {at?.dataset.tip}
            {at?.dataset.tipKey && (
              <kbd className="rounded-sm border border-current px-1 font-ui text-2xs">{at.dataset.tipKey}</kbd>
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
