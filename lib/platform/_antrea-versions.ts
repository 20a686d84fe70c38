import { isAtLeast, rowAt } from './_versions';
import { FeatureGate } from './feature-gate';
import { GATES, GateHistory } from './tables/_feature-gates';
import { MULTICAST_BANDS, MulticastBand } from './tables/_multicast-bands';
import { POLICY_BANDS, PolicyBand } from './tables/_policy-bands';

/** Returns the multicast support of a version; undefined before 1.5, which has no multicast. */
export function multicastBand(antrea: string): MulticastBand | undefined {
  return rowAt(MULTICAST_BANDS, antrea);
}

/** Returns the first range of versions that meets the condition; undefined if none does. */
export function firstBand(holds: (band: MulticastBand) => boolean): MulticastBand | undefined {
  return MULTICAST_BANDS.find(holds);
}

/** Returns the behaviour of Antrea's policies in a version; undefined before the first row. */
export function policyBand(antrea: string): PolicyBand | undefined {
  return rowAt(POLICY_BANDS, antrea);
}

/** Returns the history of a gate by its name in an AntreaConfig. */
export function gateHistory(configName: string): GateHistory | undefined {
  return GATES.find((row) => row.configName === configName);
}

/** Returns the name that AntreaConfig and the values of the package have for a gate of Antrea. */
export function configNameOfGate(antreaName: string): string {
  return GATES.find(({ name }) => name === antreaName)?.configName ?? antreaName;
}

/** Returns the gate in a version of Antrea; undefined if that version does not have it. */
export function gateAt({ name, configName, changes }: GateHistory, antrea: string): FeatureGate | undefined {
  const state = changes.filter(([since]) => isAtLeast(antrea, since)).pop()?.[1];
  return state && { name: configName, antreaName: name, ...state };
}

/** Returns all gates of a version of Antrea. */
export function featureGatesOf(antrea: string): FeatureGate[] {
  return GATES.map((row) => gateAt(row, antrea)).filter((row) => row !== undefined);
}

/** Returns the versions that have the gate, in words. */
export function whenGateExists({ changes }: GateHistory): string {
  const [[since]] = changes;
  const [until, last] = changes[changes.length - 1];
  return last ? `from ${since} on` : `from ${since} up to, but not including, ${until}`;
}

/** Returns the correct name if a known gate is written with other capitals, or by Antrea's own name. */
export function misspeltGate(name: string): string | undefined {
  if (gateHistory(name)) {
    return undefined;
  }
  const wanted = name.toLowerCase();
  return GATES.find((row) => [row.configName, row.name].some((known) => known.toLowerCase() === wanted))?.configName;
}
