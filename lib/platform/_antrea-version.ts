import { InvalidInput, quote } from '../_errors';
import { coreOf } from './_versions';

const ANTREA = /^(antrea\.tanzu\.vmware\.com\.)?v?\d{1,3}\.\d{1,3}\.\d{1,3}((\+|---)[A-Za-z0-9.-]+)?$/;

/** How a user finds the version of Antrea that a release ships; it stands in messages. */
export function howToReadAntreaVersion(release: string): string {
  // A manifest may have anything there, which is not for a command.
  const isWhole = /^[\w.+-]*(tkg|vkr)\.\d+[\w.+-]*$/.test(release);
  const name = isWhole ? release.replace('+', '---') : 'NAME';
  const where = isWhole ? '' : `, NAME being one of those that begin with ${release} in 'kubectl get tkr',`;
  return `'kubectl get tkr ${name} -o jsonpath={.spec.bootstrapPackages}' on the Supervisor${where} lists the package antrea.tanzu.vmware.com.VERSION (on VKS, ask for kr in place of tkr)`;
}

/** MAJOR.MINOR.PATCH of a version as a Supervisor, a package or Antrea's own project writes it. */
export function readAntreaVersion(clusterName: string, text: string): string {
  if (typeof text !== 'string' || text.length > 253 || !ANTREA.test(text)) {
    throw new InvalidInput(
      `Cluster ${quote(clusterName)}: antreaVersion ${quote(text)} is no version of Antrea: write it as "1.9.0" or "1.9.0+vmware.2-tkg.1-advanced-vmware".`,
    );
  }
  return coreOf(text);
}
