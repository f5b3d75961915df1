// The addresses that a text from outside may lead to.

/** The address when it is an absolute http, https or mailto address without white space and control characters; else nothing. */
export function webAddress(href: string): string | undefined {
  return /^(https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu.test(href) ? href : undefined;
}
