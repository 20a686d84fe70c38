import { isIPv4, isIPv6 } from 'node:net';
import { isHostName } from '../checks/_names';
import { parseCidr } from '../multicast/_cidr';

/** A format as the validator takes it. */
interface Format {
  readonly type: 'string' | 'number';
  readonly validate: (value: never) => boolean;
}

function ofText(validate: (text: string) => boolean): Format {
  return { type: 'string', validate };
}

function within(bits: number): Format {
  const [least, most] = [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
  return { type: 'number', validate: (value: number) => value >= least && value <= most };
}

/** Digits may be absent: "Mi" is zero. */
const QUANTITY = /^ *(?! *$)[-+]?\d*\.?\d*(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?\d+)? *$/;
const DURATION = /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const DATE = /^\d{4}-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:[Zz]|[-+]\d{2}:\d{2})$/;
/** As Go reads it. */
const GO_DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|[-+](?:[01]\d|2[0-4]):(?:[0-5]\d|60))$/;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const MAC = /^[\da-f]{2}(?:([-:])[\da-f]{2})(?:\1[\da-f]{2}){4}$/i;
const UUID = /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i;
const EMAIL = /^[^\s@<>]+@[^\s@<>]+$/;

/** Whether the text is a duration of Go, such as 1h30m. */
export function isGoDuration(text: string): boolean {
  return DURATION.test(text);
}

function isDate(text: string): boolean {
  // Date.parse takes 30 February.
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isDateTime(text: string, form: RegExp): boolean {
  const [, date, ...time] = form.exec(text) ?? [];
  const [hour, minute, second] = time.map(Number);
  return date !== undefined && isDate(date) && hour < 24 && minute < 60 && second < 60;
}

/** The formats that API servers check. Others are ignored. */
export const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['int32', within(32)],
  ['int64', within(64)],
  ['quantity', ofText((text) => QUANTITY.test(text))],
  ['duration', ofText(isGoDuration)],
  ['byte', ofText((text) => BASE64.test(text.replace(/[\r\n]/g, '')))],
  ['date', ofText(isDate)],
  ['date-time', ofText((text) => isDateTime(text, DATE_TIME))],
  ['go-date-time', ofText((text) => isDateTime(text, GO_DATE_TIME))],
  ['ipv4', ofText(isIPv4)],
  ['ipv6', ofText(isIPv6)],
  ['cidr', ofText((text) => parseCidr(text) !== undefined)],
  ['hostname', ofText((text) => isHostName(text.replace(/\.$/, '')))],
  ['mac', ofText((text) => MAC.test(text))],
  ['uuid', ofText((text) => UUID.test(text))],
  ['uri', ofText(URL.canParse)],
  ['email', ofText((text) => EMAIL.test(text))],
]);

/** Examples of formats, for messages. */
export const FORMAT_EXAMPLES: { readonly [format: string]: string } = {
  int32: 'a whole number of 32 bits',
  int64: 'a whole number of 64 bits',
  quantity: 'a quantity such as "16Gi" or "500m"',
  duration: 'a duration such as "1h30m"',
  byte: 'text in base64',
  date: 'a date such as "2026-11-30"',
  'date-time': 'a time such as "2026-11-30T12:00:00Z"',
  'go-date-time': 'a time such as "2026-11-30T12:00:00Z"',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  cidr: 'a range such as "172.20.0.0/16"',
  hostname: 'a host name',
  mac: 'a MAC address',
  uuid: 'a UUID',
  uri: 'a URI',
  email: 'an e-mail address',
};
