import { MulticastStream } from '../../lib';
import { sentence } from '../_build';

test.each(['224.0.0.0', '239.255.255.255', '232.1.1.8'])('%s is a group', (group) => {
  expect(MulticastStream.of(group).group).toBe(group);
});

test('the port is 5001 where nothing is said', () => {
  expect(MulticastStream.of('239.1.2.3').port).toBe(5001);
});

test.each(['223.255.255.255', '240.0.0.0', 'ff02::1', '239.1.2', '239.1.2.256', '239.01.2.3', '', ' 239.1.2.3'])(
  'group %p is refused',
  (group) => {
    expect(sentence(() => MulticastStream.of(group))).toBe(
      `Multicast group "${group}" is outside 224.0.0.0/4: use an IPv4 address from 224.0.0.0 to 239.255.255.255, for private use from 239.0.0.0/8.`,
    );
  },
);

test.each([0, -1, 65536, 1.5, NaN])('port %p is refused', (port) => {
  expect(sentence(() => MulticastStream.of('239.1.2.3', { port }))).toBe(
    `Multicast group "239.1.2.3": port is ${port}: use a whole number from 1 to 65535.`,
  );
});

test.each<[unknown, string]>([
  [{ prot: 6000 }, 'has no option "prot": did you mean "port"?'],
  [6000, 'is a number: give an object with port, source.'],
  [null, 'is null: give an object with port, source.'],
])('options %p are refused', (options, expected) => {
  expect(sentence(() => MulticastStream.of('239.1.2.3', options as never))).toBe(
    `Multicast group "239.1.2.3": the options ${expected}`,
  );
});

test('a stream may take one source alone', () => {
  expect(MulticastStream.of('232.1.1.8', { source: '10.0.0.7' }).source).toBe('10.0.0.7');
  expect(MulticastStream.of('232.1.1.8').source).toBeUndefined();
});

test.each(['239.1.1.1', '0.0.0.0', '127.0.0.1', 'fe80::1', 'sender', '10.0.0', 7 as never])(
  'source %s is no address of a host',
  (source) => {
    expect(sentence(() => MulticastStream.of('232.1.1.8', { source }))).toBe(
      `Multicast group "232.1.1.8": source ${JSON.stringify(source)} is no IPv4 address of a host: use the address that the sender sends from.`,
    );
  },
);
