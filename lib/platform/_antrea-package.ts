import { InvalidInput, quote } from '../messages/_errors';
import { antreaVersionIn } from './_version-formats';
import { isAtLeast } from './_versions';
import { AntreaObject } from './enums';
import {
  ANTREA_CONFIG_FIELDS,
  ANTREA_CONFIG_GATES,
  AntreaConfigField,
  AntreaConfigGate,
} from './tables/_antrea-config-fields';
import { ANTREA_PACKAGE_CONFIGS, AntreaPackageConfig, IN_1_9_0 } from './tables/_antrea-packages';

/** The path of Antrea's settings in each of the objects that configure it. */
export const ANTREA_SETTINGS_PATH = {
  [AntreaObject.ANTREA_CONFIG]: 'spec.antrea.config',
  [AntreaObject.ADDON_CONFIG]: 'spec.values.antrea.config',
};

/** Returns the name of the ConfigMap of a version of Antrea. Some versions of the package add a hash to it. */
export function configMapNameOf(antrea: string): string {
  const row = ANTREA_PACKAGE_CONFIGS.find(({ version }) => version === antrea);
  return (row ?? IN_1_9_0).configMapName;
}

/** Returns the row of a version of the package, such as 1.9.0 or 1.9.0+vmware.2. Throws if the table does not have it. */
export function antreaPackageConfig(subject: string, text: string): AntreaPackageConfig {
  const wanted = antreaVersionIn(text);
  const row = ANTREA_PACKAGE_CONFIGS.find(({ version }) => version === wanted);
  if (!row) {
    const known = ANTREA_PACKAGE_CONFIGS.map(({ version }) => quote(version)).join(', ');
    throw new InvalidInput(
      `${subject}: the rendering of package version ${quote(text)} is not known, because the tables do not have its templates: use one of ${known}, with or without a suffix such as "+vmware.2".`,
    );
  }
  return row;
}

/** Returns the fields and gates that the controller writes to the values of the package. */
export function fieldsOf({ version }: AntreaPackageConfig): { fields: AntreaConfigField[]; gates: AntreaConfigGate[] } {
  return { fields: knownTo(ANTREA_CONFIG_FIELDS.rows, version), gates: knownTo(ANTREA_CONFIG_GATES.rows, version) };
}

/** Returns the rows that the controller writes for a version of the package. */
export function knownTo<T extends { readonly since?: string }>(rows: T[], version: string): T[] {
  return rows.filter(({ since }) => since === undefined || isAtLeast(version, since));
}
