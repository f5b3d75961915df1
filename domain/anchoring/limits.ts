// How long the words of an anchor may be. Apart from the anchor's shape, so that a page that only counts carries no parser.

/** The longest quote, in UTF-16 units. */
export const QUOTE_MOST = 2_000;
/** The most context kept on each side of a quote, in UTF-16 units. */
export const CONTEXT_MOST = 32;
