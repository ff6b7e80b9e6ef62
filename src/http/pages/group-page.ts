/** The page of a group: all that the graph knows of it, complete without a script. */
import type { CountedList, NamedGroup, PageGroup } from './group-query.ts';
import { toEvent, toOrganization } from './json-ld.ts';
import { renderPage } from './layout.ts';
import { renderSpan } from './local-time.ts';
import { type Markup, markup, trusted } from './markup.ts';
import { renderFindings, renderNoFindings } from './parts/findings.ts';
import { renderEmpty, renderFreshness, renderMore } from './parts/freshness.ts';
import { renderBoard } from './parts/initiatives.ts';
import { renderLinks, renderMeetings } from './parts/meetings.ts';
import { renderRoles } from './parts/roles.ts';

export interface GroupPageContext {
  /** Origin of the gateway. */
  readonly baseUrl: string;
  readonly root: string;
  readonly timeZone: { readonly name: string; readonly isChosen: boolean };
  readonly isEmbedded: boolean;
  readonly isStatic: boolean;
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
  readonly oEmbedUrl: string;
  /** Whether the page that the registry names for it is that of this group alone. */
  readonly hasOwnHomePage: boolean;
}

const DESCRIPTION_LENGTH = 200;

/** @returns the document. */
export function renderGroupPage(group: PageGroup, context: GroupPageContext): string {
  const { name, feeds, missionText, community } = group;
  const { root, timeZone, isEmbedded, isStatic } = context;
  const url = `${context.baseUrl}${group.resourcePath}`;
  return renderPage({
    title: `${name} · ${community.name}`,
    description:
      missionText?.replace(/\s+/gu, ' ').slice(0, DESCRIPTION_LENGTH) ?? `${name}: leads, meetings and initiatives.`,
    url,
    root,
    timeZone,
    isEmbedded,
    isStatic,
    body: renderBody(group, context),
    feeds: [
      { type: 'text/calendar', title: 'Meetings', url: feeds.ics },
      { type: 'application/atom+xml', title: 'Initiatives', url: feeds.atom },
      { type: 'application/feed+json', title: 'Meetings', url: feeds.json },
      ...(isStatic ? [] : [{ type: 'application/json+oembed', title: name, url: context.oEmbedUrl }]),
    ],
    linkedData: [
      toOrganization({
        name,
        description: missionText,
        url,
        communityName: community.name,
        communityUrl: community.url,
        sameAs: context.hasOwnHomePage && group.url !== url ? [group.url] : [],
      }),
      ...group.meetings.nodes.map((meeting) => toEvent(meeting, { name, url })),
    ],
  });
}

function renderBody(group: PageGroup, { root, timeZone, today }: GroupPageContext): Markup {
  const { meetings, initiatives, findings, roles, meetingSeries, feeds } = group;
  return markup`${renderTitle(group, root)}
<div class="split">
<div>
<section aria-labelledby="h-meetings"><h2 id="h-meetings">Meetings</h2>
<p class="muted">Times in <span data-zone-name>${timeZone.name}</span>. <a href="${feeds.ics}">Subscribe to the calendar</a></p>
${renderFreshness(meetings)}${
  meetings.nodes.length > 0
    ? renderMeetings(meetings.nodes, null)
    : renderEmpty(meetings, 'No meeting is planned in the next 90 days.')
}${
  meetingSeries.nodes.length > 0 &&
  markup`<ul class="series">${meetingSeries.nodes.map(
    ({ title, recurrenceText, unresolvedReason }) =>
      markup`<li><span dir="auto">${title}</span>: ${recurrenceText}${unresolvedReason !== null && markup` <span class="muted">(no dates: ${unresolvedReason})</span>`}</li>`,
  )}</ul>`
}</section>
<section aria-labelledby="h-initiatives"><h2 id="h-initiatives">Initiatives${initiatives.totalCount !== null && markup` <span class="count">${initiatives.totalCount}</span>`}</h2>
${renderFreshness(initiatives)}${
  initiatives.nodes.length > 0
    ? renderBoard(initiatives.nodes, null)
    : renderEmpty(initiatives, 'No initiative is tied to this group.')
}${renderMore(initiatives.nodes.length, initiatives.totalCount)}</section>
${
  group.focusAreas.length > 0 &&
  markup`<section aria-labelledby="h-focus"><h2 id="h-focus">Focus areas</h2><div class="areas">${group.focusAreas.map(
    ({ title, items }) =>
      markup`<div><h3 dir="auto">${title}</h3><ul>${items.map((item) => markup`<li dir="auto">${item}</li>`)}</ul></div>`,
  )}</div></section>`
}
${group.guidance.map(
  ({ title, textHTML }) =>
    markup`<section class="guidance"><h2 dir="auto">${title}</h2><div dir="auto">${trusted(textHTML)}</div></section>`,
)}
<section aria-labelledby="h-health"><h2 id="h-health">Health${findings.nodes.length > 0 && markup` <span class="count">${findings.totalCount ?? `at least ${findings.nodes.length}`}</span>`}</h2>${renderFreshness(findings)}${
    findings.nodes.length > 0
      ? renderFindings(findings.nodes)
      : renderNoFindings(
          findings,
          group.community.kinds.filter(({ kind }) => kind === group.kind),
        )
  }${renderMore(findings.nodes.length, findings.totalCount)}</section>
</div>
<aside aria-label="About the group">
<section aria-labelledby="h-leads"><h2 id="h-leads">Who</h2>${
    roles.nodes.length > 0 ? renderRoles(roles.nodes, today) : markup`<p class="empty">The registry names nobody.</p>`
  }${renderMore(roles.nodes.length, roles.totalCount)}</section>
${renderPlaces(group)}
${renderGroups('Part of it', group.subgroups, root)}${renderGroups('Related', group.related, root)}${renderGroups('Stakeholders', group.stakeholders, root)}
</aside>
</div>`;
}

function renderTitle(group: PageGroup, root: string): Markup {
  const { name, kindLabel, state, parent, topics, community, missionHTML, nextMeeting } = group;
  return markup`<div class="head">
<div>
<p class="kicker">${kindLabel} · ${community.name}${parent !== null && markup` · part of <a dir="auto" href="${root}${parent.resourcePath}">${parent.name}</a>`}${state !== 'ACTIVE' && markup` <span class="tag">${state.toLowerCase()}</span>`}</p>
<h1 dir="auto">${name}</h1>
${missionHTML !== null && markup`<div class="mission" dir="auto">${trusted(missionHTML)}</div>`}${
  topics.length > 0 &&
  markup`<ul class="topics" aria-label="Topics">${topics.map((topic) => markup`<li>${topic}</li>`)}</ul>`
}</div>
${
  nextMeeting !== null &&
  markup`<div class="next"><p class="kicker">Next meeting</p><p class="big">${renderSpan(nextMeeting)}</p><p dir="auto" class="title">${nextMeeting.title}</p><div class="do">${renderLinks(nextMeeting)}</div></div>`
}
</div>`;
}

function renderPlaces({ channels, links, repositories, charterUrl, url, resourcePath }: PageGroup): Markup | false {
  const entries = [
    ...(url.endsWith(resourcePath) ? [] : [{ label: 'Home page', url, text: url }]),
    ...(charterUrl === null ? [] : [{ label: 'Charter', url: charterUrl, text: 'Charter' }]),
    ...channels.map(({ kind, name, url: at }) => ({
      label: toWords(kind),
      url: at,
      text: name ?? at ?? 'not said where',
    })),
    ...links.map(({ rel, url: at, title }) => ({ label: toWords(rel), url: at, text: title ?? toWords(rel) })),
    ...repositories.map(({ nameWithOwner, url: at }) => ({ label: 'Repository', url: at, text: nameWithOwner })),
  ];
  return (
    entries.length > 0 &&
    markup`<section aria-labelledby="h-places"><h2 id="h-places">Where</h2><dl class="places">${entries.map(
      ({ label, url: at, text }) =>
        markup`<div><dt>${label}</dt><dd dir="auto">${at === null ? text : markup`<a href="${at}">${text}</a>`}</dd></div>`,
    )}</dl></section>`
  );
}

function renderGroups(title: string, { nodes, totalCount }: CountedList<NamedGroup>, root: string): Markup | false {
  return (
    nodes.length > 0 &&
    markup`<section><h2>${title}</h2><ul class="plain">${nodes.map(
      ({ name, kindLabel, resourcePath }) =>
        markup`<li><a dir="auto" href="${root}${resourcePath}">${name}</a> <span class="muted">${kindLabel}</span></li>`,
    )}</ul>${renderMore(nodes.length, totalCount)}</section>`
  );
}

/** @returns e.g. `Mailing list` for `MAILING_LIST`, `Meeting notes` for `meeting-notes`. */
function toWords(name: string): string {
  const words = name.toLowerCase().replaceAll(/[_-]/gu, ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
