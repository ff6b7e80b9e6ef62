import type { Answer, MaybePromise } from '../model/source.ts';
import type { GraphPorts } from './context.ts';
import { whenReady } from './maybe-promise.ts';
import type { Validity } from './validity.ts';

/** @returns the ports, which note in `validity` whatever is read through them. Statuses are noted where they are shown. */
export function watchPorts(ports: GraphPorts, validity: Validity): GraphPorts {
  const note = <T>(answer: Answer<T>): Answer<T> => {
    validity.dependsOn(answer.reading.sourceId);
    return answer;
  };
  const watch = <T>(answer: MaybePromise<Answer<T>>): MaybePromise<Answer<T>> => whenReady(answer, note);
  return {
    ...ports,
    initiatives: (feed) => watch(ports.initiatives(feed)),
    initiativeDetails: (sourceName, nodeIds) =>
      whenReady(ports.initiativeDetails(sourceName, nodeIds), (answers) => {
        for (const answer of answers.values()) note(answer);
        return answers;
      }),
    knownDetails: (sourceName, nodeId) => {
      const answer = ports.knownDetails(sourceName, nodeId);
      return answer === null ? null : note(answer);
    },
    labels: (feed) => {
      const answer = ports.labels(feed);
      return answer === null ? null : watch(answer);
    },
    occurrences: (feed, window) => watch(ports.occurrences(feed, window)),
    series: (feed) => watch(ports.series(feed)),
  };
}
