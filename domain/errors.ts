// The refusals of the house: a few codes, and a sentence for each reason. Rules throw them and never mention HTTP.

export const errorCodes = ["unauthenticated", "forbidden", "not_found", "invalid", "conflict", "too_many", "too_large"] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Every reason a verb may refuse for, with what happened and what to do (ICU). The catalogue's `errors` namespace is this object. */
export const reasons = {
  sign_in_first: "Please sign in first.",
  wrong_sign_in: "The address and the password do not go together. Nothing else is wrong; try again, or ask for a sign-in link.",
  link_spent: "This link has been used, has run out, or was withdrawn. Ask for a new one.",
  session_ended: "You were signed out. Sign in again; what you wrote is kept on this device.",
  not_found: "There is nothing here that you can see.",
  forbidden: "You can see this, but you may not do that. Ask a host or a steward.",
  invalid_input: "Something in the form is not right: {what}",
  invalid_mail_address: "This is not an e-mail address we can write to.",
  password_short: "A password needs at least 10 characters.",
  password_common: "This password is on every list of guesses. Take a longer one, for instance four words.",
  address_taken: "Someone with this address is here already. Sign in with it instead.",
  already_set_up: "This instance is already set up.",
  already_member: "You are already in this reading group.",
  last_host: "A reading group needs a host. Make someone else a host first.",
  invitation_used_up: "This invitation has been used as often as it may be. Ask the host for a new one.",
  command_differs: "The same command came twice with different content. Reload the page and try again.",
  anchor_moved: "These words are not in the text where you marked them. Reload the chapter; your note is kept.",
  annotation_gone: "This note was removed meanwhile. What you wrote is kept; copy it if you need it.",
  reply_gone: "This reply was removed meanwhile. What you wrote is kept; copy it if you need it.",
  wider_than_allowed:
    "This reading group shows its notes {widest, select, group {to its members} branch {to its branch} other {to the organisation}} at most. Choose who may read yours again; it is kept.",
  not_wider: "A note can be shown to more people than before, never to fewer. Remove it, if they are not to read it.",
  held_by_group: "This reading group holds all its notes until it meets. Yours is shown when the next meeting starts.",
  link_leads_nowhere:
    "The passage that this link leads to is not in a book your group reads. Choose it again; your note is kept.",
  own_note: "To a note of your own you can only add that it should be talked about at the meeting.",
  not_a_question: "This note is not a question, so nothing can become of it.",
  answer_gone: "That answer is not in the thread any more. Choose another one.",
  not_to_gather: "One of these notes was removed, or not everybody in the group may read it. Choose the others and try again.",
  cursor_unknown: "The list has no such place. Begin it again from the top.",
  carrying_gone: "This note does not wait at the repair desk any more. Reload the page to see what became of it.",
  carrying_no_place:
    "The words of this note are gone, so there is no place to accept. Choose one, or leave the note with its old text.",
  book_not_chosen: "This reading group is not reading that book.",
  book_in_use: "“{title}” was not removed: {uses}. It can stay in the archive, where nobody loses anything.",
  book_not_archived: "Only a book in the archive can be removed. Archive it first; those who read it go on reading.",
  chapter_not_in_book: "One of these chapters is not in the book the group reads.",
  zone_unknown: "“{zone}” is not a time zone we know.",
  time_invalid: "“{time}” is not a date and a time.",
  meeting_called_off: "This meeting was called off.",
  too_many:
    "That was a lot at once. Wait {minutes, plural, =0 {a moment} one {a minute} other {# minutes}} and try again; nothing was lost.",
  too_large: "This is larger than the {limit} that fit here.",
  disk_full: "The server’s disk is nearly full, so nothing new can be stored. Reading goes on; tell the steward.",
  import_refused: "{sentence}",
  book_not_on_shelf:
    "The book that this text corrects is not on the shelf any more. Publish it as a book of its own, or choose another.",
  import_not_in_review: "This import is not waiting for its review any more. Go back to the branch to see what became of it.",
  review_passages:
    "These contents do not hold the whole text once and in its order, so they were not kept. Reload the page; what was kept before is there.",
  review_title: "A title is missing. Give every chapter one, and the book.",
  review_nothing: "All chapters are left out. Put at least one back.",
  review_language: "Choose the language the text is written in.",
  review_rights: "Say by what right this text may be read here.",
  review_ground: "Say which licence it is, or where it is written down.",
  review_copies: "Say how many copies there are, if the text is here as copies.",
  note_file_unknown:
    "These are no notes that can be read here. Take the file as the other program wrote it: My Clippings.txt, JSON, .lua, .annotations.",
  note_file_damaged: "The file breaks off or is not in order. Take it out of the other program again.",
  note_file_too_much: "There is more in this file than can be brought in at once: at most {most} notes. Bring it in in parts.",
  tokens_full: "You have as many tokens as can be. Revoke one that you do not use any more.",
  token_expired: "This token is unknown, has run out, or was revoked. Make a new one on your account’s page.",
  not_an_epub: "This file is not an EPUB. Export the book as EPUB and try again.",
  fault: "Something went wrong on our side. Nothing you wrote is lost; try again in a moment.",
} as const;
export type Reason = keyof typeof reasons;

/** A refusal with a code for machines, a reason for people, and the values its sentence needs. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: Reason;
  readonly values: Record<string, string | number>;
  constructor(code: ErrorCode, reason: Reason, values: Record<string, string | number> = {}) {
    super(reason);
    this.name = "AppError";
    this.code = code;
    this.reason = reason;
    this.values = values;
  }
}

/** Too much at once: how long to wait, in seconds for machines and in minutes for people (0 is "a moment"). */
export function tooMany(seconds: number): AppError {
  return new AppError("too_many", "too_many", waitOf(seconds));
}

export function waitOf(seconds: number): { seconds: number; minutes: number } {
  return { seconds, minutes: seconds < 45 ? 0 : Math.ceil(seconds / 60) };
}
