import { Construct } from 'constructs';
import { requireList } from '../checks/_lists';
import { requireObjectName } from '../checks/_names';
import { warn } from '../messages/_construct-notes';
import { InvalidInput, quote } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';

// https://github.com/distribution/reference: REGISTRY[:PORT]/PATH[:TAG][@DIGEST]
const IMAGE =
  /^([A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?\/)?[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(\/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

/** A name of 255 characters with a tag of 128 and a digest. */
const LONGEST_IMAGE = 255 + ':'.length + 128 + '@sha256:'.length + 64;

/** Returns the image when it is one, and warns of one that may be another tomorrow. */
export function requireImage(construct: Construct, subject: string, image: string): string {
  if (typeof image !== 'string' || image.length > LONGEST_IMAGE || !IMAGE.test(image)) {
    throw new InvalidInput(
      `${subject}: image ${quote(image)} is no image: write REGISTRY/NAME:TAG, such as "registry.example.com/multicast/iperf:v1".`,
    );
  }
  if (!/:[^/]+$/.test(image)) {
    warn(
      construct,
      NOTICES.IMAGE_WITHOUT_TAG,
      '',
      () =>
        `Image ${quote(image)} has neither a tag nor a digest, so it is whatever "latest" is on that day: write ${quote(`${image}:TAG`)}.`,
    );
  }
  return image;
}

/** The Secrets of the registry as a Pod names them. */
export function pullSecrets(subject: string, given: string[]): { name: string }[] {
  const names = requireList(`${subject}: imagePullSecrets`, given);
  if (new Set(names).size < names.length) {
    throw new InvalidInput(`${subject}: imagePullSecrets ${quote(names)} name one twice: keep one.`);
  }
  return names.map((name) => ({
    name: requireObjectName(`${subject}: imagePullSecrets`, name, 'give names of Secrets'),
  }));
}
