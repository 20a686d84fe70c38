import { Options, requireOptions } from '../checks/_options';
import { expanded } from '../checks/_trees';
import { describe } from '../checks/_values';
import { InvalidInput } from '../messages/_errors';
import { Finding } from '../messages/finding';
import { supervisorBuild } from '../platform/_supervisors';
import { readAntreaVersion, requireTkrVersion } from '../platform/_version-formats';
import { PlacedFinding, runRules } from '../rules/_engine';
import { Entry, Platform, requireManifest } from '../rules/manifests/_inventory';

/** Facts of the platform that the objects do not contain. */
export interface LintOptions {
  /**
   * Tanzu Kubernetes release of the workload cluster.
   *
   * @default - that of the only Cluster among the objects; if there are none or several, rules on Pods do not apply
   */
  readonly tkr?: string;

  /**
   * Version of Antrea that the release ships.
   *
   * @default - that of the table of releases (docs/compatibility.md)
   */
  readonly antreaVersion?: string;

  /**
   * Version of vSphere that the Supervisor runs, such as `8.0u1c`.
   *
   * @default - not known
   */
  readonly vsphere?: string;
}

/**
 * Checks manifests from any source with the rules of docs/rules.md.
 */
export class Lint {
  /**
   * Returns the findings on the objects, and on those in a List, in the order of the objects. Acknowledged findings are
   * included, with their reason. The index of a finding is that of its object, or of the List that contains it.
   *
   * Throws if an object has no apiVersion, kind or metadata, or if the options are invalid.
   *
   * @param objects parsed manifests for the Supervisor and the workload cluster
   * @param options facts of the platform
   */
  public static objects(objects: any[], options: LintOptions = {}): Finding[] {
    if (!Array.isArray(objects)) {
      throw new InvalidInput(`Lint.objects(): objects is ${describe(objects)}. Pass a list of parsed manifests.`);
    }
    requireOptions('Lint.objects(): the options argument', options, LINT_OPTIONS);
    const items = Array.from(objects, (object, place) => expanded(object).map((item) => ({ item, place }))).flat();
    const entries = items.map(({ item, place }) => ({ manifest: requireManifest(`object ${place + 1}`, item) }));
    return lintEntries(entries, options).map(({ at: _at, edits: _edits, ...finding }) => ({
      ...finding,
      index: items[finding.index].place,
    }));
  }

  private constructor() {}
}

export const LINT_OPTIONS: Options<LintOptions> = { tkr: true, antreaVersion: true, vsphere: true };

/** Throws if a release or version of the platform is not valid. */
export function requirePlatform({ tkr, antreaVersion, vsphere }: Platform): void {
  if (tkr !== undefined) {
    requireTkrVersion('lint', tkr);
  }
  if (antreaVersion !== undefined) {
    readAntreaVersion('lint', antreaVersion);
  }
  if (vsphere !== undefined) {
    supervisorBuild(vsphere);
  }
}

/** The findings on objects, with the facts in their entries. */
export function lintEntries(entries: Entry[], platform: Platform): PlacedFinding[] {
  requirePlatform(platform);
  return runRules(entries, platform);
}
