import { requireList } from '../../checks/_lists';
import { requireOptions } from '../../checks/_options';
import { requireText } from '../../checks/_texts';
import { describe } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { Context } from './_setting-values';
import { NODE_PROXY, NodeProxy } from './node-settings';

/** Returns the proxy when Nodes can use it. */
export function proxy(value: NodeProxy, { subject }: Context): NodeProxy {
  requireOptions(`${subject}: proxy`, value, NODE_PROXY);
  const { httpProxy, httpsProxy, noProxy } = value;
  if (httpProxy === undefined && httpsProxy === undefined) {
    throw new InvalidInput(`${subject}: proxy has neither httpProxy nor httpsProxy: give one, or leave it out.`);
  }
  return {
    httpProxy: proxyUrl(subject, httpProxy),
    httpsProxy: proxyUrl(subject, httpsProxy),
    noProxy: noProxy === undefined ? undefined : withoutProxy(subject, noProxy),
  };
}

// Names, addresses and CIDRs, also with a port or a star.
const WITHOUT_PROXY = /^[A-Za-z0-9.*:/[\]_-]{1,253}$/;

function withoutProxy(subject: string, hosts: string[]): string[] {
  const wrong = requireList(`${subject}: proxy noProxy`, hosts).find(
    (host) => typeof host !== 'string' || !WITHOUT_PROXY.test(host),
  );
  if (wrong !== undefined) {
    throw new InvalidInput(
      `${subject}: proxy noProxy holds ${quote(wrong)}: give names, addresses and CIDRs, each in a place of its own, such as ".example.com".`,
    );
  }
  return hosts;
}

/** Longest URL that is read. */
const LONGEST_URL = 2048;
// RFC 3986: the URL parser itself drops line breaks and blanks.
const URL_CHARACTERS = /^[\w.~:/?#[\]@!$&'()*+,;=%-]+$/;

function proxyUrl(subject: string, url: string | undefined): string | undefined {
  if (url === undefined) {
    return undefined;
  }
  if (typeof url !== 'string') {
    throw new InvalidInput(`${subject}: proxy is ${describe(url)}: write http://HOST:PORT or https://HOST:PORT.`);
  }
  requireText(`${subject}: proxy`, url, LONGEST_URL);
  if (url.includes('@')) {
    throw new InvalidInput(
      `${subject}: the URL of the proxy at ${quote(url.replace(/^[^]*@/, ''))} has a user in it, whose password would stand readable in source and output: leave it out, or write the variable by ClusterVariable with a text from your environment.`,
    );
  }
  if (!URL_CHARACTERS.test(url) || !URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol)) {
    throw new InvalidInput(
      `${subject}: proxy ${quote(url)} is no URL of a proxy: write http://HOST:PORT or https://HOST:PORT.`,
    );
  }
  return url;
}
