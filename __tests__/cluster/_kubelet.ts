import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A second of a receiver's log: received and lost datagrams. Undefined if iperf prints nothing. */
export type Second = { came: number; lost: number } | undefined;

/** The answer to a request for a Pod's log: the log or an error status. With `never` there is no answer. */
export type Status = number | 'never';

/** Answers the log requests of an API server to a Node. Each request returns five more lines. */
export class Kubelet {
  /** Starts on loopback with the certificate of the API server in the given folder. */
  public static async start(folder: string): Promise<Kubelet> {
    const of = (file: string) => readFileSync(join(folder, 'certificates', file));
    const kubelet = new Kubelet();
    kubelet.server = createServer({ cert: of('apiserver.crt'), key: of('apiserver.key') }, (request, response) => {
      const url = new URL(request.url ?? '', 'https://kubelet');
      const [, , , pod, container] = url.pathname.split('/');
      kubelet.asked.push(`${pod} ${container}${url.search}`);
      if (kubelet.status !== 'never') {
        response.writeHead(kubelet.status);
        response.end(kubelet.status === 200 ? kubelet.logOf(`${pod} ${container}`) : 'trouble');
      }
    });
    await new Promise<void>((resolve) => kubelet.server?.listen(0, '127.0.0.1', resolve));
    return kubelet;
  }

  /** The report of iperf for each second, or its line. Undefined if it has not received a packet and reports nothing. */
  public second?: (i: number) => Second | string;

  /** The report of a sidecar. */
  public report: (i: number) => string = () => '';

  /** The answer to a request for a log. */
  public status: Status = 200;

  public readonly asked: string[] = [];
  private readonly looks = new Map<string, number>();
  private server?: Server;

  public get port(): number {
    return (this.server?.address() as AddressInfo).port;
  }

  public async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve));
    this.server?.closeAllConnections();
    await closed;
  }

  private logOf(pod: string): string {
    const look = (this.looks.get(pod) ?? 0) + 1;
    this.looks.set(pod, look);
    const start = Date.UTC(2026, 10, 23, 18);
    const at = (second: number) => `${new Date(start + 1000 * second).toISOString().slice(0, -1)}000000Z`;
    if (pod.endsWith(' multicast-watch')) {
      // A sidecar, with one report every 5 seconds.
      return Array.from({ length: look }, (_, i) => `${at(5 * i)} ${this.report(i)}\n`).join('');
    }
    const lines = ['Server listening on UDP port 5001', 'Joining multicast group  239.255.12.43'];
    for (let i = 0; i < 5 * look; i++) {
      const second = this.second?.(i);
      if (second !== 'no report') {
        lines.push(typeof second === 'string' ? second : report(i, second));
      }
    }
    return lines.map((line, i) => `${at(i)} ${line}\n`).join('');
  }
}

/** The line in the format of iperf 2.1.8. */
function report(i: number, second: Second): string {
  const at = `[  1] ${i}.0000-${i + 1}.0000 sec`;
  return second
    ? `${at}   129 KBytes  1.06 Mbits/sec   0.010 ms ${second.lost}/${second.came + second.lost} (0%)`
    : `${at}  0.000 Bytes  0.000 bits/sec   0.000 ms 0/0 (-nan%)`;
}
