// The toolbar over a box of Markdown. One stop of the keyboard; arrows move along it.
"use client";

import { Bold, Eye, Italic, Link2, List, type LucideIcon, PencilLine, TextQuote } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { iconButtonLook } from "#app/_ui/button-look.ts";
import { Tooltip } from "#app/_ui/tooltip.tsx";
import { useWords } from "#app/_words/words.tsx";

export type Tool = "bold" | "italic" | "quote" | "list" | "link" | "preview";

/** Each with its keys beside Ctrl or ⌘: those that other programs have for the same. */
const tools: readonly { tool: Tool; icon: LucideIcon; code?: string; shift?: boolean; shown?: string }[] = [
  { tool: "bold", icon: Bold, code: "KeyB", shown: "B" },
  { tool: "italic", icon: Italic, code: "KeyI", shown: "I" },
  { tool: "quote", icon: TextQuote, code: "Period", shift: true, shown: "⇧ ." },
  { tool: "list", icon: List, code: "Digit8", shift: true, shown: "⇧ 8" },
  { tool: "link", icon: Link2, code: "KeyK", shown: "K" },
  { tool: "preview", icon: Eye },
];

/** The tool that a press of keys stands for. By the place of the key, so that it is the same under every alphabet. */
export function toolOfKey({ nativeEvent: event }: KeyboardEvent): Tool | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
  return tools.find(({ code, shift = false }) => code === event.code && shift === event.shiftKey)?.tool;
}

export interface ToolbarProps {
  /** The id of the box. */
  controls: string;
  previewed: boolean;
  onUse: (tool: Tool) => void;
}

export function Toolbar({ controls, previewed, onUse }: ToolbarProps) {
  const t = useWords("composing");
  const [at, setAt] = useState(0);

  function keyDown(event: KeyboardEvent<HTMLDivElement>) {
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const ends: Record<string, number | undefined> = { Home: 0, End: tools.length - 1 };
    const step = event.key === forward ? 1 : event.key === "ArrowLeft" || event.key === "ArrowRight" ? -1 : 0;
    const next = ends[event.key] ?? (step === 0 ? undefined : (at + step + tools.length) % tools.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
    event.currentTarget.querySelectorAll("button")[next]?.focus();
  }

  return (
    <div role="toolbar" aria-label={t("tools.label")} aria-controls={controls} onKeyDown={keyDown} className="-mx-1 flex">
      {tools.map(({ tool, icon, shown }, index) => {
        const isPreview = tool === "preview";
        const Icon = isPreview && previewed ? PencilLine : icon;
        const label = t(isPreview && previewed ? "tools.write" : `tools.${tool}`);
        return (
          <Tooltip key={tool} text={label} {...(shown && { shortcut: `Ctrl ${shown}` })}>
            <button
              type="button"
              aria-label={label}
              {...(isPreview && { "aria-pressed": previewed })}
              tabIndex={index === at ? 0 : -1}
              disabled={previewed && !isPreview}
              // A press on the toolbar must not take the selection out of the box.
              onPointerDown={(event) => event.preventDefault()}
              onFocus={() => setAt(index)}
              onClick={() => onUse(tool)}
              className={iconButtonLook("quiet", "small", isPreview ? "ms-auto" : undefined)}
            >
              <Icon aria-hidden />
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
