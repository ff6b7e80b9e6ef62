/** The lines of a contact answer without what names nobody: markup, links, e-mail addresses, handles of other places. */

/** https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication */
export const LOGIN_PATTERN = String.raw`[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}`;

const EMAIL =
  /<?(?:mailto:)?[\p{L}\p{N}._%+-]{1,64}(?:@|\s{0,3}[[(]at[)\]]\s{0,3})[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}>?/giu;
const MARKDOWN_LINK = /\[([^\][]*)\]\(([^()\s]*)\)/gu;
const GITHUB_PROFILE = new RegExp(
  String.raw`(?:https?:\/\/)?(?:www\.)?github\.com\/(${LOGIN_PATTERN})\/?(?![\w/-])`,
  'giu',
);
/** `GitHub: jroe`, `gh: @jroe`, `GitHub ID = jroe`. */
const GITHUB_HANDLE = new RegExp(
  String.raw`[,;|\s]*\b(?:github|gh)(?: (?:handle|id|username|user|login|account))?\s*[:=]\s*@?(${LOGIN_PATTERN})(?![\w.-])`,
  'giu',
);
const URL_TEXT = /<?https?:\/\/[^\s<>)]+>?/giu;
const TEAM_MENTION = new RegExp(String.raw`(?<![\w/])@${LOGIN_PATTERN}\/[\w.-]+`, 'gu');
const BOT_MENTION = new RegExp(String.raw`@${LOGIN_PATTERN}\[bot\]`, 'gu');
/** A handle of somewhere else: `CNCF Slack: @x`, `@x on Slack`. */
const OTHER_HANDLE =
  /\b(?:slack|twitter|discord|linkedin|mastodon|telegram|x\.com|matrix|irc|bluesky)\b(?: (?:handle|id|name|username))?\s*[:=]?\s*@[\w.-]+|@[\w.-]+\s*(?:\(|on |at |in |- )(?:the )?(?:\w+ )?(?:slack|twitter|discord|linkedin|mastodon)\b(?!\s*[:=])\)?/giu;
/** `Jane Roe @ Example` says where she works. */
const AT_COMPANY = /\s@\s+[^,;()]*/gu;
const BULLET = /^\s*(?:>\s*)*(?:[-*+•‣]|\d{1,3}[.)])?\s*(?:\[[ xX]\]\s*)?/u;
/** Signs as Chinese and Japanese text writes them: `（＠ada）`. */
const FULL_WIDTH = /[（）＠［］]/gu;
const TABLE_RULE = /^[\s:|-]*$/u;
const TABLE_HEADING =
  /^\s*\|(?:\s*(?:name|contact|github|handle|login|username|role|company|e-?mail|organi[sz]ation|affiliation|slack|time ?zone)(?: \w+)?\s*\|)+\s*$/iu;

/** @returns one line for each line of the text that may name somebody. */
export function toContactLines(text: string): string[] {
  return text
    .replace(FULL_WIDTH, (sign) => sign.normalize('NFKC'))
    .split(/\r?\n|<br\s*\/?>/iu)
    .filter((line) => !/^\s*(?:```|~~~)/u.test(line) && !isTableRule(line) && !TABLE_HEADING.test(line))
    .map((line) =>
      line
        .replace(/^\s*\||\|\s*$/gu, '')
        .replace(BULLET, '')
        .replace(MARKDOWN_LINK, toLinkText)
        .replace(GITHUB_PROFILE, '@$1')
        .replace(URL_TEXT, ' ')
        .replace(GITHUB_HANDLE, ' (@$1)')
        .replace(EMAIL, ' ')
        .replace(BOT_MENTION, ' ')
        .replace(OTHER_HANDLE, ' ')
        .replace(TEAM_MENTION, ' ')
        .replace(/[*`]|__|<\/?\w+>/gu, '')
        .replace(AT_COMPANY, ' ')
        .replace(/[([<{]\s*[)\]>}]/gu, ' ')
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .filter((line) => line !== '');
}

/** `|---|:-:|`. */
function isTableRule(line: string): boolean {
  return line.includes('-') && TABLE_RULE.test(line);
}

function toLinkText(_link: string, label: string, target: string): string {
  const [profile] = [...target.matchAll(GITHUB_PROFILE)];
  const login = profile?.[1];
  if (login === undefined) return label;
  const bare = label.replace(/^@/u, '').trim();
  return bare.toLowerCase() === login.toLowerCase() ? `@${login}` : `${label.replaceAll('@', '')} (@${login})`;
}
