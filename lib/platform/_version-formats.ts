import { InvalidInput, quote } from '../messages/_errors';
import { Verdict, sentenceOf } from '../messages/_verdict';
import { FindingLevel } from '../messages/finding';
import { coreOf } from './_versions';

const ANTREA_VERSION = /^(antrea\.tanzu\.vmware\.com\.)?v?\d{1,3}\.\d{1,3}\.\d{1,3}((\+|---)[A-Za-z0-9.-]+)?$/;

/** Returns how to find the version of Antrea in a release, for messages. */
export function howToReadAntreaVersion(release: string): string {
  // A release in a manifest can be any text, which must not become part of a command.
  const isWhole = /^[\w.+-]*(tkg|vkr)\.\d+[\w.+-]*$/.test(release);
  const name = isWhole ? release.replace('+', '---') : 'NAME';
  const where = isWhole ? '' : `, with a NAME from 'kubectl get tkr' that begins with ${release},`;
  return `run 'kubectl get tkr ${name} -o jsonpath={.spec.bootstrapPackages}' on the Supervisor${where} and read antrea.tanzu.vmware.com.VERSION (on VKS, write kr instead of tkr)`;
}

/** Returns MAJOR.MINOR.PATCH of a version of Antrea or of its package, or undefined if the text is not one. */
export function antreaVersionIn(text: string): string | undefined {
  return typeof text === 'string' && text.length <= 253 && ANTREA_VERSION.test(text) ? coreOf(text) : undefined;
}

/** Returns MAJOR.MINOR.PATCH of a version of Antrea or of its package. Throws if the text is not one. */
export function readAntreaVersion(clusterName: string, text: string): string {
  const version = antreaVersionIn(text);
  if (version === undefined) {
    throw new InvalidInput(
      `Cluster ${quote(clusterName)}: antreaVersion ${quote(text)} is not a version of Antrea: write it as "1.9.0" or "1.9.0+vmware.2-tkg.1-advanced-vmware".`,
    );
  }
  return version;
}

// Both spellings are in use on real clusters, and admission resolves prefixes (edric45/se-vks-platform, andreasm80/blog.local):
// v1.25.7---vmware.3-fips.1-tkg.1 is the object's name, v1.25.7+vmware.3-fips.1-tkg.1 the column VERSION.
const TKR_VERSION = /^v1\.\d{1,3}(\.\d{1,3}((\+|---)vmware\.\d+([-.][A-Za-z0-9]+)*)?)?$/;

/** Checks that the text is the name of a Tanzu Kubernetes release, or a prefix of one. */
export function releaseVerdict(release: unknown): Verdict | undefined {
  return typeof release === 'string' && release.length <= 256 && TKR_VERSION.test(release)
    ? undefined
    : {
        id: 'TAM037',
        level: FindingLevel.ERROR,
        message: `The release ${quote(release)} is not a valid name of a Tanzu Kubernetes release.`,
        fix: `Write it as 'kubectl get tkr' shows it, such as "v1.25.7---vmware.3-fips.1-tkg.1" or "v1.25.7+vmware.3-fips.1-tkg.1", or as a prefix such as "v1.25".`,
        source: 'edric45/se-vks-platform; andreasm80/blog.local: both spellings, and prefixes, are in use',
      };
}

/** Checks that a topology has a release. Another verdict checks the release. */
export function missingReleaseVerdict(version: unknown): Verdict | undefined {
  return version === undefined
    ? {
        id: 'TAM111',
        level: FindingLevel.ERROR,
        message: 'The topology of the Cluster has no version.',
        fix: `Set spec.topology.version to a release that 'kubectl get tkr' lists, such as "v1.25.7---vmware.3-fips.1-tkg.1", or to a prefix such as "v1.25".`,
        source: 'kubernetes-sigs/cluster-api: the CRD of Cluster',
      }
    : undefined;
}

/** Returns the version unchanged. Throws if it is not the name of a Tanzu Kubernetes release, or a prefix of one. */
export function requireTkrVersion(clusterName: string, version: string): string {
  const verdict = releaseVerdict(version);
  if (verdict) {
    throw new InvalidInput(sentenceOf(`Cluster ${quote(clusterName)}`, verdict), verdict.id);
  }
  return version;
}

const VSPHERE_VERSION = /^(\d{1,2})\.(\d{1,2})(?: ?u(\d{1,2})([a-z]?)|\.(\d{1,2}))?$/i;
/** First vSphere whose updates are a third number, such as 9.0.1, which vSphere 8 writes as 8.0 U1. */
const WITH_THIRD_NUMBER = 9;

/**
 * Returns major, minor, update and patch of a vSphere version such as "8.0u1c" or "9.0.1"; undefined if the text is not
 * one.
 */
export function vsphereOrder(vsphereVersion: string): number[] | undefined {
  const match = typeof vsphereVersion === 'string' ? VSPHERE_VERSION.exec(vsphereVersion) : null;
  const [, major, minor, update, patch = '', third] = match ?? [];
  return match && (third === undefined || Number(major) >= WITH_THIRD_NUMBER)
    ? [Number(major), Number(minor), Number(update ?? third ?? 0), patch.toLowerCase().charCodeAt(0) || 0]
    : undefined;
}

/** Returns the row for the version from rows in ascending order: the last that begins at or before it. */
export function vsphereRow<T extends { readonly since: string }>(rows: T[], order: number[]): T | undefined {
  return rows.filter(({ since }) => compareNumbers(vsphereOrder(since) as number[], order) <= 0).pop();
}

function compareNumbers(a: number[], b: number[]): number {
  const i = a.findIndex((number, index) => number !== b[index]);
  return i < 0 ? 0 : a[i] - b[i];
}
