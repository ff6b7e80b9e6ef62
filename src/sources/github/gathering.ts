/** Gathers what is asked for at about the same moment, so that it travels in few requests. */

/** What nobody announced waits so long for more of its kind. */
const QUIET_MS = 25;
/** For so long announced reads are waited for at most: a disk may be slow, or another process may do the asking. */
const PATIENCE_MS = 1000;

export interface GatheringOptions<Job> {
  /** A request that is full leaves at once. */
  readonly atMost: number;
  /** Settles every job. Never rejects. */
  readonly send: (jobs: readonly Job[]) => Promise<void>;
}

export interface Gathering<Job> {
  /** @param key under which a read may have been announced */
  add(key: string, job: Job): void;
  /** The next request waits until this read has asked too, or has ended without. */
  announce(key: string, read: Promise<unknown>): void;
}

export function createGathering<Job>({ atMost, send }: GatheringOptions<Job>): Gathering<Job> {
  let jobs: Job[] = [];
  /** Of `jobs`, and of what is under way: who reads these will not ask again. */
  const asked = new Set<string>();
  let gathered: string[] = [];
  const announced = new Set<string>();
  let departure: NodeJS.Timeout | undefined;
  let patience: NodeJS.Timeout | undefined;

  function depart(): void {
    clearTimeout(departure);
    clearTimeout(patience);
    const [keys, leaving] = [gathered, jobs];
    gathered = [];
    jobs = [];
    void send(leaving).then(() => {
      for (const key of keys) asked.delete(key);
    });
  }

  /** What was read from the disk meanwhile is heard of after the timers, on a busy machine long after. */
  function departIn(ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      const before = jobs;
      setImmediate(() => {
        if (jobs === before && (timer === departure || timer === patience)) depart();
      });
    }, ms);
    return timer;
  }

  function departWithin(ms: number): void {
    clearTimeout(departure);
    departure = departIn(ms);
  }

  return {
    add(key, job) {
      if (jobs.length === 0) patience = departIn(PATIENCE_MS);
      jobs.push(job);
      gathered.push(key);
      asked.add(key);
      const wasAnnounced = announced.delete(key);
      if (jobs.length === atMost) depart();
      else if (announced.size === 0) departWithin(wasAnnounced ? 0 : QUIET_MS);
    },
    announce(key, read) {
      if (asked.has(key)) return;
      announced.add(key);
      const end = (): void => {
        if (announced.delete(key) && announced.size === 0 && jobs.length > 0) departWithin(0);
      };
      read.then(end, end);
    },
  };
}
