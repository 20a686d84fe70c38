/** More different arguments than an app has. It bounds the memory of a program that makes names up. */
const MOST_REMEMBERED = 1000;

/**
 * Returns the function with a memory of its results, which no one may change. Many objects of an app give a function the
 * same arguments, such as a release. The result depends only on the arguments. An error is not remembered.
 */
export function remembered<A extends readonly (string | boolean | undefined)[], T>(
  make: (...args: A) => T,
): (...args: A) => T {
  const results = new Map<string | boolean | undefined, T>();
  return (...args) => {
    const key = args.length === 1 ? args[0] : keyOfArguments(args);
    const known = results.get(key);
    if (known !== undefined || results.has(key)) {
      return known as T;
    }
    const result = make(...args);
    if (results.size >= MOST_REMEMBERED) {
      results.clear();
    }
    results.set(key, result);
    return result;
  };
}

/** The length of each text keeps apart what only looks the same in one text. */
function keyOfArguments(args: readonly (string | boolean | undefined)[]): string {
  let key = '';
  for (const arg of args) {
    key += typeof arg === 'string' ? `${arg.length} ${arg}` : `${arg} `;
  }
  return key;
}
