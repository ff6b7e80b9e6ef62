import { css } from 'lit';

/** As a constructed sheet, so that no `style-src` of the page stands against it. */
export const styles = css`
  :host {
    --_accent: var(--community-graph-accent, light-dark(#0a5a63, #6cc5cf));
    --_quiet: var(--community-graph-quiet, light-dark(#59616a, #a0a8b1));
    --_line: var(--community-graph-line, light-dark(#dfe1e0, #30363d));
    --_late: var(--community-graph-late, light-dark(#b3261e, #ff8f86));
    display: block;
    font: var(--community-graph-font, inherit);
    color: var(--community-graph-ink, inherit);
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  a {
    color: var(--_accent);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  li {
    border-top: 1px solid var(--_line);
    padding: 0.5em 0;
  }
  li:first-child,
  .compact li {
    border-top: 0;
  }
  .compact li {
    padding: 0.1em 0;
  }
  p {
    margin: 0.2em 0;
  }
  h3 {
    font-size: 1em;
    margin: 0.6em 0 0.2em;
  }
  .title {
    font-weight: 600;
    display: block;
    max-height: 4.5em;
    overflow: hidden;
    /* A title in another script stands where the others do. */
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .lines {
    white-space: pre-line;
  }
  .quiet,
  .note,
  time {
    color: var(--_quiet);
  }
  .note {
    font-size: 0.875em;
  }
  .tag {
    border: 1px solid currentColor;
    border-radius: 99px;
    padding: 0 0.5em;
    font-size: 0.8em;
    color: var(--_quiet);
  }
  .tag.late {
    color: var(--_late);
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.9em;
    font-size: 0.9em;
  }
  progress {
    accent-color: var(--_accent);
    width: 8em;
    height: 0.5em;
  }
  .away {
    text-decoration: line-through;
  }
`;
