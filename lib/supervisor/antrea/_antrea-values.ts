import { requireSeconds } from '../../checks/_constructs';
import { requireList } from '../../checks/_lists';
import { requireWhole } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { AntreaSettings } from './antrea-settings';

export function mtuInBytes(subject: string, bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : requireWhole(`${subject}: defaultMtu`, bytes, 576, 65535);
}

export function interfaceNames(subject: string, names: string[]): string[] {
  const wrong = requireList(`${subject}: multicastInterfaces`, names).find(
    (name) => typeof name !== 'string' || !/^[!-.0-~]{1,15}$/.test(name),
  );
  if (wrong !== undefined) {
    throw new InvalidInput(
      `${subject}: multicastInterfaces contains ${quote(wrong)}: give names of Node interfaces, of at most 15 characters, such as "eth1".`,
    );
  }
  return names;
}

export function queryInterval(subject: string, { igmpQueryInterval }: AntreaSettings): string | undefined {
  return igmpQueryInterval === undefined
    ? undefined
    : `${requireSeconds(`${subject}: igmpQueryInterval`, igmpQueryInterval, 'Duration.seconds(125)')}s`;
}

export function queryVersions(subject: string, versions: number[]): number[] {
  requireList(`${subject}: igmpQueryVersions`, versions).forEach((version) =>
    requireWhole(`${subject}: igmpQueryVersions`, version, 1, 3),
  );
  if (versions.length === 0 || new Set(versions).size < versions.length) {
    throw new InvalidInput(
      `${subject}: igmpQueryVersions is ${quote(versions)}: give one or more of 1, 2 and 3, each only once, or leave it out.`,
    );
  }
  return versions;
}
