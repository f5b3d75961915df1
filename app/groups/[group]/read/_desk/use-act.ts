// Sends a command that is not kept for later: one at a time, the same id when it is sent again after a lost answer, and what was wrong in words.
"use client";

import { useRef, useState } from "react";
import { useSentences } from "#app/_client/errors.ts";
import { type CommandIds, useCommandIds } from "#app/_forms/command-ids.ts";

export interface Act {
  busy: boolean;
  /** What was wrong the last time. */
  fault: string | undefined;
  /** Sends what `content` describes. Gives what was wrong, or nothing when it is done or already under way. */
  act: (content: object, send: (ids: CommandIds) => Promise<unknown>, done: () => void) => Promise<string | undefined>;
}

export function useAct(): Act {
  const sentences = useSentences();
  const ids = useCommandIds();
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  return {
    busy,
    fault,
    async act(content, send, done) {
      if (underWay.current) return undefined;
      underWay.current = true;
      setBusy(true);
      setFault(undefined);
      let wrong: string | undefined;
      try {
        await send(ids.take(content));
        ids.spend();
        done();
      } catch (thrown) {
        wrong = sentences.of(thrown);
        setFault(wrong);
      } finally {
        underWay.current = false;
        setBusy(false);
      }
      return wrong;
    },
  };
}
