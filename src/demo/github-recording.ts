/**
 * The files that the GitHub stand-in serves: `recorded/github/<owner>/<name>.json`, one repository a file.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const instant = z.iso.datetime();

const recordingSchema = z.object({
  /** `owner/name`. */
  repository: z.string().regex(/^[^/\s]+\/[^/\s]+$/u),
  recordedAt: instant,
  users: z
    .array(
      z.object({
        login: z.string(),
        name: z.string().nullable().default(null),
        type: z.enum(['User', 'Bot']).default('User'),
      }),
    )
    .default([]),
  labels: z
    .array(
      z.object({
        name: z.string(),
        color: z.string().default('ededed'),
        description: z.string().nullable().default(null),
      }),
    )
    .default([]),
  milestones: z
    .array(z.object({ number: z.int(), title: z.string(), dueOn: z.string().nullable().default(null) }))
    .default([]),
  issues: z.array(
    z.object({
      number: z.int(),
      databaseId: z.int().nullable().default(null),
      title: z.string(),
      body: z.string().nullable().default(''),
      state: z.enum(['OPEN', 'CLOSED']).default('OPEN'),
      stateReason: z.enum(['COMPLETED', 'DUPLICATE', 'NOT_PLANNED', 'REOPENED']).nullable().default(null),
      author: z.string().nullable().default(null),
      assignees: z.array(z.string()).default([]),
      labels: z.array(z.string()).default([]),
      milestone: z.int().nullable().default(null),
      createdAt: instant,
      updatedAt: instant,
      closedAt: instant.nullable().default(null),
      /** When the body was last edited, and by whom. */
      lastEditedAt: instant.nullable().default(null),
      editor: z.string().nullable().default(null),
      comments: z
        .array(z.object({ author: z.string().nullable().default(null), createdAt: instant, body: z.string() }))
        .default([]),
      subIssues: z.array(z.object({ number: z.int(), state: z.enum(['OPEN', 'CLOSED']) })).default([]),
      linkedPullRequests: z
        .array(
          z.object({
            number: z.int(),
            state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
            createdAt: instant,
            author: z.string().nullable().default(null),
          }),
        )
        .default([]),
      /** A value that is a calendar date is a date field; every other is a single-select field. */
      projectItems: z.array(z.object({ project: z.string(), fields: z.record(z.string(), z.string()) })).default([]),
    }),
  ),
});

export type GitHubRecording = z.output<typeof recordingSchema>;
/** As written in a file, where what has a default may be left out. */
export type GitHubRecordingInput = z.input<typeof recordingSchema>;
export type RecordedIssue = GitHubRecording['issues'][number];

/** @throws {z.ZodError} where the input has another form. */
export function toGitHubRecording(input: unknown): GitHubRecording {
  return recordingSchema.parse(input);
}

/**
 * @param folder holds `<owner>/<name>.json`; a folder that does not exist holds none
 * @returns the recordings, ordered by path
 * @throws {Error} naming the file that cannot be read
 */
export async function readGitHubRecordings(folder: string): Promise<GitHubRecording[]> {
  const files = (await listFiles(folder)).filter((file) => file.endsWith('.json'));
  return await Promise.all(
    files.map(async (file) => {
      try {
        return toGitHubRecording(JSON.parse(await readFile(join(folder, file), 'utf8')));
      } catch (cause) {
        throw new Error(`The recording ${join(folder, file)} cannot be read.`, { cause });
      }
    }),
  );
}

/** @returns paths of all files below `folder`, relative to it and sorted; `[]` where it does not exist. */
export async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length)
          .replace(/^[/\\]+/u, ''),
      )
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
