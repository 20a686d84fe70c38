import { Manifest, textOf } from '../_inventory';
import { podAnnotationsOf } from '../_pods';
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
