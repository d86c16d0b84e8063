// The policies that the embed guide tells site owners to set, read from the guide itself.
import { readFileSync } from 'node:fs';
import { repository } from './programs.mjs';

const guide = readFileSync(`${repository}docs/embed.md`, 'utf8');

/** The directives of a mode (`page`, `frame`) as the guide gives them, for a server and a nonce. */
export function directives(mode, host, nonce) {
  const [, block] = guide.match(new RegExp('```csp ' + mode + '\\n([^`]+)```')) ?? [];
  if (!block) throw new Error(`the embed guide has no policy for ${mode}`);
  return block
    .replaceAll('NONCE', nonce)
    .replaceAll('https://HOST', host)
    .split(';')
    .map((directive) => directive.trim());
}

/** A whole policy that allows nothing besides, with trusted types required. */
export const strictest = (allowed) =>
  [
    "default-src 'none'",
    ...allowed,
    "img-src data:", // The page's own icon.
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** Runs in the page before anything else: keeps what the policy forbade. */
export function listenForViolations() {
  const violations = [];
  Object.defineProperty(document, 'violations', { value: violations });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
    violations.push(`${violatedDirective} ${blockedURI} ${sourceFile}`),
  );
}
