import { Manifest, textOf } from '../_inventory';
import { podAnnotationsOf, podPlace } from '../_pods';
import { Path } from '../../../checks/_paths';
import { isTree } from '../../../checks/_trees';

/** The annotation with which Multus adds network interfaces to a Pod. */
export const NETWORKS = 'k8s.v1.cni.cncf.io/networks';

/** A network interface that Multus adds to a Pod: net1, net2 and so on, unless the annotation names it. */
interface SecondNetwork {
  readonly name: string;
  readonly interfaceName: string;
}

/** The networks that the Pods of an object have in addition to that of the cluster. */
export function secondNetworksOf(object: Manifest): SecondNetwork[] {
  const text = textOf(podAnnotationsOf(object)[NETWORKS] ?? '').trim();
  return networksIn(text).map(({ name, interfaceName }, i) => ({
    name,
    interfaceName: interfaceName ?? `net${i + 1}`,
  }));
}

/** The place of the annotation. */
export function networksPlace(object: Manifest): Path {
  return [...podPlace(object), 'metadata', 'annotations', NETWORKS];
}

/** Whether an interface is one that Multus adds, so that Antrea does not see the stream. */
export function isOfSecondNetwork(object: Manifest, interfaceName: string | undefined): boolean {
  return (
    interfaceName !== undefined && secondNetworksOf(object).some((network) => network.interfaceName === interfaceName)
  );
}

function networksIn(text: string): { readonly name: string; readonly interfaceName?: string }[] {
  if (text.startsWith('[')) {
    try {
      const entries: unknown = JSON.parse(text);
      return (Array.isArray(entries) ? entries : []).filter(isTree).map((entry) => ({
        name: textOf(entry.name),
        interfaceName: entry.interface === undefined ? undefined : textOf(entry.interface),
      }));
    } catch {
      return [];
    }
  }
  // The short form: [NAMESPACE/]NAME[@INTERFACE], separated by commas.
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [name, interfaceName] = entry.split('@');
      return { name: name.replace(/^.*\//, ''), interfaceName };
    });
}
