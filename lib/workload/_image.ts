import { Construct } from 'constructs';
import { requireList } from '../checks/_lists';
import { requireObjectName } from '../checks/_names';
import { warn } from '../messages/_construct-notes';
import { InvalidInput, quote } from '../messages/_errors';
import { NOTICES } from '../messages/_notices';

// https://github.com/distribution/reference: REGISTRY[:PORT]/PATH[:TAG][@DIGEST]
const IMAGE =
  /^([A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?\/)?[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(\/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

/** Length of a name of 255 characters, a tag of 128 characters and a digest. */
const LONGEST_IMAGE = 255 + ':'.length + 128 + '@sha256:'.length + 64;

/** Returns the image. Throws if it is not a valid image reference. `example` is the one that the error shows. */
export function requireImage(
  subject: string,
  image: string | undefined,
  example = 'registry.example.com/multicast/iperf:v1',
): string {
  if (image === undefined) {
    throw new InvalidInput(`${subject} has no image: set image to REGISTRY/NAME:TAG, such as ${quote(example)}.`);
  }
  if (typeof image !== 'string' || image.length > LONGEST_IMAGE || !IMAGE.test(image)) {
    throw new InvalidInput(
      `${subject}: image ${quote(image)} is not a valid image reference: use REGISTRY/NAME:TAG, such as ${quote(example)}.`,
    );
  }
  return image;
}

/** Warns if an image has neither a tag nor a digest. */
export function warnAboutTag(construct: Construct, image: string): void {
  if (!/:[^/]+$/.test(image)) {
    warn(
      construct,
      NOTICES.IMAGE_WITHOUT_TAG,
      '',
      () =>
        `Image ${quote(image)} has no tag or digest, so the Node pulls "latest", which can change: use ${quote(`${image}:TAG`)}.`,
    );
  }
}

/** Returns the registry Secrets as references for the spec of a Pod. */
export function pullSecrets(subject: string, given: string[]): { name: string }[] {
  const names = requireList(`${subject}: imagePullSecrets`, given);
  if (new Set(names).size < names.length) {
    throw new InvalidInput(`${subject}: imagePullSecrets ${quote(names)} names a Secret twice: remove one of the two.`);
  }
  return names.map((name) => ({
    name: requireObjectName(`${subject}: imagePullSecrets`, name, 'use the name of a Secret'),
  }));
}
