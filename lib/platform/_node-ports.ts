/** UDP ports that a Node uses itself. */
export interface NodePorts {
  readonly from: number;
  readonly to: number;
  readonly what: string;
  readonly source: string;
}

const NODE_PORTS: NodePorts[] = [
  { from: 4500, to: 4500, what: 'IPsec through NAT', source: 'RFC 3948' },
  { from: 4789, to: 4789, what: 'VXLAN tunnels', source: 'RFC 7348' },
  { from: 6081, to: 6081, what: 'Geneve tunnels, which are the default of Antrea', source: 'RFC 8926' },
  {
    from: 30000,
    to: 32767,
    what: 'Services of type NodePort',
    source: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  },
  {
    from: 51820,
    to: 51820,
    what: 'WireGuard tunnels of Antrea',
    source: 'https://github.com/antrea-io/antrea/blob/main/docs/network-requirements.md',
  },
];

/** The use that a Node has for a UDP port, where it has one. */
export function useOfNodePort(port: number): NodePorts | undefined {
  return NODE_PORTS.find(({ from, to }) => port >= from && port <= to);
}
