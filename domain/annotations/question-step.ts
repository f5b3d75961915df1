// What becomes of a question: any state may follow any other, and what was before is kept as a step.
import type { QuestionState } from "../shapes/annotation.ts";

/** Where a question stands: its state, and when it is answered, by which reply (if one was named). */
export interface QuestionStanding {
  state: QuestionState;
  replyId?: string;
}

/** How a question stands after it was moved; nothing when that changes nothing, so that there is no step. Only an answer names a reply. */
export function questionStep(from: QuestionStanding, to: QuestionStanding): QuestionStanding | undefined {
  const replyId = to.state === "answered" ? to.replyId : undefined;
  if (from.state === to.state && from.replyId === replyId) return undefined;
  return { state: to.state, ...(replyId && { replyId }) };
}

/** The states in which a question still waits to be talked about. */
export const WAITING_STATES = ["open", "taken"] as const satisfies readonly QuestionState[];
