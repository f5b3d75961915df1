// How long reading takes, said in one way everywhere.

/** Words an adult reads in a minute: 238 for prose in silence (Brysbaert 2019, a meta-analysis of 190 studies); a text that will be talked over goes a little slower. */
export const WORDS_A_MINUTE = 230;
