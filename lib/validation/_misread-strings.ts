import { ApiObject, Chart } from 'cdk8s';

// cdk8s writes these without quotes, and kubectl's YAML reader takes them for numbers: 0o17, 0O17, 0X1F, 0B11.
const MISREAD = /^[-+]?0([oO][0-7_]+|X[0-9a-fA-F_]+|B[01_]+)$/;

const checked = new WeakMap<ApiObject, string[]>();

/** A sentence for every string of the chart that would not come back as the same string. */
export function misreadStrings(chart: Chart): string[] {
  return chart.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && Chart.of(construct) === chart)
    .flatMap((object) => {
      // cdk8s validates the whole app again for each chart that it writes.
      const findings = checked.get(object) ?? misreadStringsOf(object);
      checked.set(object, findings);
      return findings;
    });
}

function misreadStringsOf(object: ApiObject): string[] {
  return strings(object.toJson(), '')
    .filter(([, text]) => MISREAD.test(text))
    .map(
      ([path, text]) =>
        `${object.kind} "${object.name}": the string "${text}" at ${path} is written without quotes, and kubectl reads a number: choose another spelling.`,
    );
}

/** Every string below the value, keys included, each with its path. */
function strings(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') {
    return [[path, value]];
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) => [
    [path, key] as [string, string],
    ...strings(member, `${path}/${key}`),
  ]);
}
