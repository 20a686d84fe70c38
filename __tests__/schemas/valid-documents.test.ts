import fc from 'fast-check';
import { ClusterApiVersion, VmApiVersion } from '../../lib';
import { mistakesOf } from '../../lib/schemas/_mistakes-of';
import { deployment } from '../cluster/_arbitraries';
import { PODS } from '../cluster/_pods';
import { policies } from '../cluster/_policies';
import { virtualMachine } from '../cluster/_virtual-machines';
import { size } from '../_size';

const RUNS = size(20, 300);

/** The mistakes, for the Kubernetes version of each schema and for an unknown one. */
function mistakes(documents: any[]): string[] {
  const versions = ['1.25', '1.35', undefined];
  return documents.flatMap((document) =>
    versions.flatMap((kubernetes) => mistakesOf(document, { kubernetes }).map(({ message }) => message)),
  );
}

describe('valid documents have no mistakes', () => {
  test.each([
    ['of the seed', false, undefined],
    ['of a current release', true, undefined],
    ['of a current release, in v1beta2', true, ClusterApiVersion.V1BETA2],
  ])('any deployment %s', (_, isCurrent, apiVersion) => {
    fc.assert(
      fc.property(deployment(isCurrent, apiVersion), ({ supervisor, workload }) => {
        expect(mistakes([...supervisor, ...workload])).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test.each(Object.values(VmApiVersion))('any VM in %s', (version) => {
    fc.assert(
      fc.property(virtualMachine(version), (documents) => {
        expect(mistakes(documents)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test.each(['v1.25.7---vmware.3-fips.1-tkg.1', 'v1.35.6---vmware.2-vkr.3'])('policies of %s', (release) => {
    expect(mistakes(policies(release))).toEqual([]);
  });

  test('Pods of all levels of Pod Security', () => {
    expect(mistakes(PODS)).toEqual([]);
  });
});
