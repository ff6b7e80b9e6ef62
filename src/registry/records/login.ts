/** GitHub logins as people write them. */
import { isPlaceholder } from '../placeholder.ts';

/** Letters, digits and single dashes, at most 39; a managed user carries `_shortcode`, and old logins may end in a dash. */
const LOGIN = /^[a-z\d](?:[a-z\d]|-(?!-)){0,38}(?:_[a-z\d]+)?$/iu;

/** @returns the login of `login`, `@login` or a profile URL; null where the text is none or a placeholder. */
export function loginOf(text: string): string | null {
  const trimmed = text.trim();
  const fromUrl = /^(?:https?:\/\/)?(?:www\.)?github\.com\/([^/?#\s]+)\/?(?:[?#].*)?$/iu.exec(trimmed)?.[1];
  const login = (fromUrl ?? trimmed).replace(/^@/u, '');
  return LOGIN.test(login) && !isPlaceholder(login) ? login : null;
}
