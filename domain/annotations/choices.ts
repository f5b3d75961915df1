// What may be chosen of a note and of its margin, as plain lists: the browser shows them, and need not carry the schemas that check them.

/** What an annotation is for. A highlight has no words of its own; a link leads from its passage to another one or to a page of the web. */
export const annotationKinds = ["highlight", "remark", "question", "objection", "definition", "link"] as const;

/** Who may read a note, from the narrowest to the widest. What is beyond the group only where the group allows it. */
export const visibilities = ["me", "hosts", "group", "branch", "organisation"] as const;

/** Reactions that mean something; "to_meeting" asks that the note be talked about there. */
export const reactionKinds = ["me_too", "unclear", "disagree", "to_meeting"] as const;

/** What became of a question. */
export const questionStates = ["open", "answered", "taken", "settled", "dropped"] as const;

/** When notes on chapters that a reader has not opened reach them: when they open the chapter; also when they ask; at once. */
export const spoilerRules = ["strict", "soft", "off"] as const;

/** The most tags of one note. */
export const TAGS_MOST = 12;
