import { LabError } from '../../core/records/lab-error';
import type { Words } from '../../words/message';
import { phrase } from '../../words/say';

/** What the build leaves beside the page: the fingerprint of what it was made from. The page's own stands in its HTML. */
const STAMP = 'built-from.txt';

/**
 * How the version that is published now stands to this page: `gone` where the server cannot be reached, `same` also where
 * nothing tells them apart, as on a page that was not built.
 */
export async function publishedVersion(): Promise<'same' | 'newer' | 'gone'> {
  const own = document.querySelector<HTMLMetaElement>('meta[name="built-from"]')?.content;
  try {
    const response = await fetch(new URL(STAMP, document.baseURI), { cache: 'no-store' });
    if (own === undefined || !response.ok) return 'same';
    return (await response.text()) === own ? 'same' : 'newer';
  } catch {
    return 'gone';
  }
}

/** What to say where a part of the page itself, called `name`, could not be fetched. */
export async function missingPart(name: Words, cause: unknown): Promise<LabError> {
  switch (await publishedVersion()) {
    case 'gone':
      return new LabError(
        'download-failed',
        phrase('{name} could not be fetched: the page’s server is out of reach.', { name }),
        phrase('Try again once the network is back. Everything else goes on.'),
        { cause },
      );
    case 'newer':
      return new LabError(
        'page-outdated',
        phrase(
          'A newer version of this page has been published, and {name} of this one is no longer there.',
          { name },
        ),
        phrase('Reload the page: your photo, your networks and every setting stay.'),
        { cause },
      );
    case 'same':
      return new LabError(
        'download-failed',
        phrase('{name} could not be fetched.', { name }),
        phrase(
          'Try again; if that does not help, reload the page: your photo, your networks and every setting stay.',
        ),
        { cause },
      );
  }
}
