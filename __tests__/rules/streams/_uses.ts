import { Inventory, Manifest } from '../../../lib/rules/manifests/_inventory';
import { streamUsesOf } from '../../../lib/rules/manifests/streams/_uses';

/** A container with a field of its own, such as its command. */
export function podWith(container: object, spec: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'app', namespace: 'studio', ...metadata },
    spec: { ...spec, containers: [{ name: 'main', image: 'registry.example.com/app:v1', ...container }] },
  };
}

export function configMap(data: object, name = 'settings', namespace = 'studio'): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

/** The streams of the last object, each as `ROLE GROUP[+COUNT]:PORT [ttl TTL] [from SOURCE] [on INTERFACE] [joined]`. */
export function usesOf(...objects: object[]): string[] {
  const manifests = objects as Manifest[];
  const inventory = new Inventory(manifests.map((manifest) => ({ manifest })));
  return streamUsesOf(manifests[manifests.length - 1], inventory).map((use) => {
    const { role = 'use', group, count, port = '?', ttl, source, interfaceName, isJoined } = use;
    const isOdd = isJoined !== (role === 'receiver' || role === 'peer');
    return [
      `${role} ${group}${count > 1 ? `+${count}` : ''}:${port}`,
      ...(ttl === undefined ? [] : [`ttl ${ttl}`]),
      ...(source === undefined ? [] : [`from ${source}`]),
      ...(interfaceName === undefined ? [] : [`on ${interfaceName}`]),
      ...(isOdd ? [isJoined ? 'joined' : 'not joined'] : []),
    ].join(' ');
  });
}
