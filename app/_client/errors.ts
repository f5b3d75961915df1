// From something a request threw, through whichever door it went, to the sentence the catalogue has for it.
"use client";

import { useMemo } from "react";
import { type Refusal, refusalOf } from "#app/_client/failure.ts";
import { useWords } from "#app/_words/words.tsx";
import { type Reason, reasons, waitOf } from "#domain/errors.ts";

/** A refusal that came neither by tRPC nor by socket: from next-auth, or from a plain HTTP door. */
export class RefusedByDoor extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** Whether a text from outside is the name of a reason. */
function isReason(text: unknown): text is Reason {
  return typeof text === "string" && Object.hasOwn(reasons, text);
}

/** The refusal in next-auth's `error`: a reason, with `too_many` followed by a colon and the seconds to wait. */
export function refusedBySignIn(error: string): RefusedByDoor {
  const [reason, seconds] = error.split(":");
  if (!isReason(reason)) return new RefusedByDoor({ reason: "fault", values: {} });
  return new RefusedByDoor({ reason, values: seconds ? waitOf(Number(seconds)) : {} });
}

/** The refusal in the body of an answer of a plain HTTP door; a fault when it holds none. */
export function refusedByBody(body: string): RefusedByDoor {
  try {
    const said: unknown = JSON.parse(body);
    if (said && typeof said === "object" && "reason" in said && isReason(said.reason)) {
      const values = "values" in said && said.values && typeof said.values === "object" ? said.values : {};
      return new RefusedByDoor({ reason: said.reason, values: values as Refusal["values"] });
    }
  } catch {
    // Not one of our answers.
  }
  return new RefusedByDoor({ reason: "fault", values: {} });
}

/** The refusal in what was thrown; nothing when there was no answer at all. */
export function refusalIn(thrown: unknown): Refusal | undefined {
  return thrown instanceof RefusedByDoor ? thrown.refusal : refusalOf(thrown);
}

export interface Sentences {
  /** The sentence for something thrown: the server's refusal, or that there was no answer. */
  of: (thrown: unknown) => string;
  /** The sentence for a refusal. */
  ofRefusal: (refusal: Refusal) => string;
}

/** Sentences in the language of the page. */
export function useSentences(): Sentences {
  const t = useWords("errors");
  return useMemo(() => {
    const say = t as unknown as (key: string, values?: Refusal["values"]) => string;
    // A page that is older than its server may not know a reason yet.
    const ofRefusal = ({ reason, values }: Refusal) => say(`reasons.${isReason(reason) ? reason : "fault"}`, values);
    return {
      ofRefusal,
      of(thrown) {
        const refusal = refusalIn(thrown);
        return refusal ? ofRefusal(refusal) : t("noAnswer");
      },
    };
  }, [t]);
}
