// The whole law on one page: what a person may do, by what they are in relation to the thing. Server and buttons ask the same function.

/** What the actor is to the subject. Loaded by the gate in one query; the input of every permission. */
export interface Standing {
  /** Signed in with a live session. */
  signedIn: boolean;
  /** Runs the subject's branch, or one above it. */
  steward: boolean;
  /** Runs the branch at the top of the tree that the subject's branch stands in: what concerns the whole organisation is theirs. */
  topSteward: boolean;
  /** Belongs to the subject's branch: its steward, or in one of its reading groups. */
  inBranch: boolean;
  /** Finds the subject (an edition) on a shelf of theirs though it is another branch's, or is in a group that reads it or has read it. */
  reaches: boolean;
  /** Place in the subject's reading group. */
  member: "none" | "member" | "host";
  /** Wrote or owns the thing itself. */
  author: boolean;
  /** Holds the secret that the subject is reached by (an invitation, a sign-in link, the set-up link). */
  bearer: boolean;
  /** Is in the audience of the stream asked for: a member of its group, a host of it, or the person themselves. */
  audience: boolean;
}

type Rule = {
  /** May they know that the thing exists? If not, they are told it was not found. */
  know: (s: Standing) => boolean;
  /** May they do it? */
  do: (s: Standing) => boolean;
};

const anyone: Rule = { know: () => true, do: () => true };
const signedIn: Rule = { know: () => true, do: (s) => s.signedIn };
const bearer: Rule = { know: (s) => s.bearer, do: (s) => s.bearer };
const audience: Rule = { know: (s) => s.audience, do: (s) => s.audience };
const owner: Rule = { know: (s) => s.author, do: (s) => s.author };
const isMember = (s: Standing) => s.member !== "none";
const knowsGroup = (s: Standing) => isMember(s) || s.inBranch;
const inBranch: Rule = { know: (s) => s.inBranch, do: (s) => s.inBranch };
const reader: Rule = { know: (s) => s.inBranch || s.reaches, do: (s) => s.inBranch || s.reaches };
const steward: Rule = { know: (s) => s.inBranch, do: (s) => s.steward };
const topSteward: Rule = { know: (s) => s.inBranch, do: (s) => s.topSteward };
const member: Rule = { know: knowsGroup, do: isMember };
const host: Rule = { know: knowsGroup, do: (s) => s.member === "host" };
const hostOrSteward: Rule = { know: knowsGroup, do: (s) => s.member === "host" || s.steward };
const shelfKeeper: Rule = { know: (s) => s.inBranch, do: (s) => s.steward || s.member === "host" };
const ownerWhoKeepsShelf: Rule = { know: (s) => s.author, do: (s) => s.author && shelfKeeper.do(s) };
const authorInGroup: Rule = { know: isMember, do: (s) => isMember(s) && s.author };
const authorOrHost: Rule = { know: isMember, do: (s) => s.member === "host" || (isMember(s) && s.author) };

export const law = {
  // the instance
  "instance:look": anyone,
  "instance:set_up": bearer,
  "instance:fill_demonstration": steward,
  // signing in, and my own account
  "session:open": anyone,
  "session:ask_link": anyone,
  "session:open_by_link": bearer,
  "session:list": signedIn,
  "session:end": owner,
  "token:list": signedIn,
  "token:make": signedIn,
  "token:revoke": owner,
  "person:look": anyone,
  "desk:read": signedIn,
  // a branch
  "branch:read": inBranch,
  "group:open": steward,
  "book:list": inBranch,
  "book:import": shelfKeeper,
  "book:read": inBranch,
  "book:state_rights": shelfKeeper,
  "book:share": steward,
  "book:share_widely": topSteward,
  "book:archive": shelfKeeper,
  "book:restore": shelfKeeper,
  "book:remove": shelfKeeper,
  "book:image": reader,
  "import:list": inBranch,
  "import:read": owner,
  "import:review": owner,
  "import:revise": owner,
  "import:publish": ownerWhoKeepsShelf,
  "import:cancel": owner,
  // a reading group
  "group:read": member,
  "member:rename": member,
  "member:leave": member,
  "member:appoint": hostOrSteward,
  "member:remove": hostOrSteward,
  "invitation:list": host,
  "invitation:make": host,
  "invitation:revoke": host,
  "invitation:look": bearer,
  "invitation:accept": bearer,
  "book:choose": host,
  "book:adopt": host,
  "chapter:read": member,
  "chapter:declare_read": member,
  "chapter:take_back": member,
  "passage:search": member,
  "place:keep": member,
  // the margin
  "annotation:list": member,
  "annotation:add": member,
  "annotation:export": member,
  "annotation:import": member,
  "annotation:revise": authorInGroup,
  "annotation:widen": authorInGroup,
  "annotation:remove": authorInGroup,
  "annotation:react": member,
  "annotation:pin": host,
  "annotation:hide": host,
  "annotation:unhide": host,
  "annotation:ask_reply": host,
  "annotation:put_on_agenda": host,
  "annotation:gather": host,
  "question:move": authorOrHost,
  "question:look": member,
  "tag:keep": host,
  "note:list": member,
  "note:search": member,
  "reply:add": member,
  "reply:revise": authorInGroup,
  "reply:remove": authorOrHost,
  "margin:see": member,
  "margin:settle": host,
  "carrying:list": member,
  "carrying:settle": authorOrHost,
  "carrying:settle_chapter": member,
  // talk
  "message:list": member,
  "message:post": member,
  // meetings
  "meeting:read": member,
  "meeting:schedule": host,
  "meeting:revise": host,
  "meeting:call_off": host,
  "meeting:answer": member,
  "meeting:download": member,
  // streams
  "stream:enter": audience,
  "stream:since": audience,
  "stream:leave": anyone,
} as const satisfies Record<string, Rule>;
export type Action = keyof typeof law;

/** Whether someone of this standing may do this. */
export function can(standing: Standing, action: Action): boolean {
  return law[action].do(standing);
}

/** Whether someone of this standing may know that the thing is there; else a refusal reads as "not found". */
export function mayKnow(standing: Standing, action: Action): boolean {
  return law[action].know(standing);
}

/** Nobody in particular: the standing of a stranger. */
export const stranger: Standing = {
  signedIn: false,
  steward: false,
  topSteward: false,
  inBranch: false,
  reaches: false,
  member: "none",
  author: false,
  bearer: false,
  audience: false,
};
