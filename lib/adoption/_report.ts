import { AdoptedApp, ConstructCode } from './_adopted-app';

/** Returns lines about how each document was adopted, what was left out, and which secrets the app needs. */
export function reportLines({ units, leaves, notes, secrets }: AdoptedApp, leftOut: string[]): string[] {
  const constructs = units.flatMap((unit) => unit.constructs);
  const share = leaves.total === 0 ? 100 : Math.floor((1000 * leaves.typed) / leaves.total) / 10;
  const variables = [...new Set(secrets.map(({ variable }) => variable))];
  return [
    `${countOf(constructs.length, 'object')} in ${countOf(units.length, 'chart')}: ${classCounts(constructs).join(', ')}.`,
    `${leaves.typed} of ${leaves.total} leaf fields (${share} %) come from typed options, ${leaves.checked} from variables that are checked, ${leaves.escaped} from patches, values by path and ApiObjects.`,
    ...notes,
    ...constructs.flatMap(acknowledgedLines),
    ...(leftOut.length > 0 ? [`Left out, because the server or the platform writes it: ${leftOut.join(', ')}.`] : []),
    ...(variables.length > 0 ? [`Set these environment variables before 'cdk8s synth': ${variables.join(', ')}.`] : []),
  ];
}

function classCounts(constructs: ConstructCode[]): string[] {
  const counts = new Map<string, number>();
  for (const { className, manifestOf } of constructs) {
    const name = manifestOf ?? className;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort().map(([name, number]) => `${number} ${name}`);
}

function acknowledgedLines({ source, acknowledged }: ConstructCode): string[] {
  const { kind, metadata } = source.manifest;
  return acknowledged.map(
    ({ ruleId }) => `${kind} ${metadata.name}: ${ruleId} is acknowledged in the code; lint still reports it.`,
  );
}

function countOf(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
