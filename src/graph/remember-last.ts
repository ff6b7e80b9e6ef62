/**
 * For what every group of an answer asks alike, such as where a window of this moment ends.
 * @returns the function, which remembers what it returned last
 */
export function rememberLast<A extends string, R>(make: (argument: A) => R): (argument: A) => R {
  let last: { readonly argument: A; readonly result: R } | null = null;
  return (argument) => {
    if (last?.argument !== argument) last = { argument, result: make(argument) };
    return last.result;
  };
}
