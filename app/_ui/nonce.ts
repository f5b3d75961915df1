// The nonce of this request's Content-Security-Policy, which every inline script and style must carry.

/** Reads it from the policy the front door put on the request; undefined when there is none (no policy in force). */
export function nonceOf(policy: string | null): string | undefined {
  return /'nonce-([A-Za-z0-9+/_=-]+)'/.exec(policy ?? "")?.[1];
}
