import { Options } from '../_fields';
import { readAntreaVersion } from '../platform/_antrea-version';
import { supervisorBuild } from '../platform/_supervisor-builds';
import { requireTkrVersion } from '../platform/_tkr-version';
import { runRules } from '../rules/_engine';
import { Entry, Platform } from '../rules/_inventory';
import { Finding } from '../rules/finding';
import { LintOptions } from './lint';

export const LINT_OPTIONS: Options<LintOptions> = { tkr: true, antreaVersion: true, vsphere: true };

/** Throws if the platform is not a valid one. */
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

/** The findings on objects of which more is known than their manifests. */
export function lintEntries(entries: Entry[], platform: Platform): Finding[] {
  requirePlatform(platform);
  return runRules(entries, platform);
}
