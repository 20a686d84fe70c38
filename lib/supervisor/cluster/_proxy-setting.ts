import { requireList } from '../../checks/_lists';
import { requireOptions } from '../../checks/_options';
import { requireText } from '../../checks/_texts';
import { describe } from '../../checks/_values';
import { InvalidInput, quote } from '../../messages/_errors';
import { VariableContext } from './_setting-values';
import { NODE_PROXY, NodeProxy } from './node-settings';

/** Returns the proxy. Throws if Nodes cannot use it. */
export function proxy(value: NodeProxy, { subject }: VariableContext): NodeProxy {
  requireOptions(`${subject}: proxy`, value, NODE_PROXY);
  const { httpProxy, httpsProxy, noProxy } = value;
  if (httpProxy === undefined && httpsProxy === undefined) {
    throw new InvalidInput(`${subject}: proxy has neither httpProxy nor httpsProxy: set at least one of them.`);
  }
  return {
    httpProxy: proxyUrl(subject, httpProxy),
    httpsProxy: proxyUrl(subject, httpsProxy),
    noProxy: noProxy === undefined ? undefined : noProxyEntries(subject, noProxy),
  };
}

// A name, an address or a CIDR, also with a port or `*`.
const NO_PROXY_ENTRY = /^[A-Za-z0-9.*:/[\]_-]{1,253}$/;

function noProxyEntries(subject: string, hosts: string[]): string[] {
  const wrong = requireList(`${subject}: proxy noProxy`, hosts).find(
    (host) => typeof host !== 'string' || !NO_PROXY_ENTRY.test(host),
  );
  if (wrong !== undefined) {
    throw new InvalidInput(
      `${subject}: proxy noProxy contains ${quote(wrong)}: write one name, address or CIDR per entry, such as ".example.com".`,
    );
  }
  return hosts;
}

/** Maximum length of a URL, in characters. */
const LONGEST_URL = 2048;
// RFC 3986. The URL parser does not refuse line breaks and blanks: it removes them.
const URL_CHARACTERS = /^[\w.~:/?#[\]@!$&'()*+,;=%-]+$/;

function proxyUrl(subject: string, url: string | undefined): string | undefined {
  if (url === undefined) {
    return undefined;
  }
  if (typeof url !== 'string') {
    throw new InvalidInput(`${subject}: proxy is ${describe(url)}: use http://HOST:PORT or https://HOST:PORT.`);
  }
  requireText(`${subject}: proxy`, url, LONGEST_URL);
  if (url.includes('@')) {
    throw new InvalidInput(
      `${subject}: the URL of the proxy at ${quote(url.replace(/^[^]*@/, ''))} contains a user, whose password would be readable in the source and the output: leave the user out, or set the variable with a ClusterVariable whose value comes from the environment.`,
    );
  }
  if (!URL_CHARACTERS.test(url) || !URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol)) {
    throw new InvalidInput(
      `${subject}: proxy ${quote(url)} is not a valid URL of a proxy: use http://HOST:PORT or https://HOST:PORT.`,
    );
  }
  return url;
}
