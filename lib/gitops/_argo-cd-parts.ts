import { Tree, valueAt } from '../checks/_trees';
import { peek } from '../checks/_values';
import { FILLED_VARIABLES } from '../platform/tables/structures/_filled-variables';
import { LONGEST_ENGINE_NAME } from './_layout';
import { CLUSTER_WAVE, waveOfKind } from './_waves';
import { Item, FolderOwner } from './_written';

/** Returns the variables of a Cluster that the Supervisor fills in, and that its manifest does not set. */
export function ignoredDifferences({ written: { manifest } }: Item): Tree[] {
  const { kind, metadata } = manifest;
  if (waveOfKind(manifest) !== CLUSTER_WAVE) {
    return [];
  }
  const variables: unknown = valueAt(manifest, 'spec.topology.variables');
  const set = new Set(Array.isArray(variables) ? variables.map((variable: unknown) => peek(variable, 'name')) : []);
  return [
    {
      group: 'cluster.x-k8s.io',
      jqPathExpressions: FILLED_VARIABLES.filter(({ name }) => !set.has(name)).map(
        ({ name }) => `.spec.topology.variables[] | select(.name == "${name}")`,
      ),
      kind,
      name: metadata?.name,
      ...(typeof metadata?.namespace === 'string' ? { namespace: metadata.namespace } : {}),
    },
  ];
}

/** Returns the Go template that makes the name of a cluster of the path of its folder, as `Layout` does. */
export function nameTemplate(owners: readonly FolderOwner[], path: string, suffix: string): string {
  const name = [
    '.path.path',
    ...(path === '' ? [] : [`trimPrefix "${path}/"`]),
    `trimSuffix "/${suffix}"`,
    'replace "/" "-"',
    ...(owners.some((owner) => owner.path.includes('_')) ? ['replace "_" ""'] : []),
  ].join(' | ');
  const isShort = owners.every((owner) => owner.name === owner.path.replace(/\//g, '-').replace(/_/g, ''));
  return isShort
    ? `{{ ${name} }}`
    : `{{ $name := ${name} }}{{ if gt (len $name) ${LONGEST_ENGINE_NAME} }}{{ trunc ${LONGEST_ENGINE_NAME - 9} $name | trimAll "-" }}-{{ sha256sum $name | trunc 8 }}{{ else }}{{ $name }}{{ end }}`;
}
