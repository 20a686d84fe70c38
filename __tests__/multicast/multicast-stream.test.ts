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
