'use client';

import { Notice } from '@/components/site/notice';
import { Button, ButtonLink } from '@/components/ui/button';
import { strings } from '@/lib/strings';

const { title, text, retry, home, details } = strings.site.broken;

export default function BrokenPage({ error, reset }: { readonly error: Error; readonly reset: () => void }) {
  return (
    <Notice title={title} text={text}>
      <Button variant="primary" onClick={reset}>
        {retry}
      </Button>
      <ButtonLink href="/">{home}</ButtonLink>
      <details>
        <summary>{details}</summary>
        <pre>{error.message}</pre>
      </details>
    </Notice>
  );
}
