/** What a person sees where there is no page, or none for what was asked. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderPage } from './layout.ts';
import { markup } from './markup.ts';

export interface Problem {
  readonly code: 400 | 404;
  /** In a few words. */
  readonly title: string;
  readonly explanation: string;
  /** Origin of the gateway: the address may be of any depth, so that no relative path leads to the root. */
  readonly baseUrl: string;
  readonly isEmbedded?: boolean;
}

/** Sends a page that no cache keeps. Who may frame it, the caller has said. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, title, explanation, baseUrl, isEmbedded = false }: Problem,
): FastifyReply {
  const body = markup`<h1>${title}</h1><p>${explanation} <a href="${baseUrl}/">To the dashboard</a></p>`;
  const page = renderPage({
    title,
    description: explanation,
    url: `${baseUrl}${request.url}`,
    root: baseUrl,
    timeZone: { name: 'UTC', isChosen: false },
    hasZoneForm: false,
    isEmbedded,
    body,
  });
  return reply.code(code).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
}

/** @returns whether a person asks, not a program. */
export function wantsPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true;
}
