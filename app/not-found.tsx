import type { Metadata } from 'next';
import { Notice } from '@/components/site/notice';
import { ButtonLink } from '@/components/ui/button';
import { strings } from '@/lib/strings';

const { title, text, home, lessons } = strings.site.notFound;

export const metadata: Metadata = { title };

export default function NotFound() {
  return (
    <Notice title={title} text={text}>
      <ButtonLink href="/" variant="primary">
        {home}
      </ButtonLink>
      <ButtonLink href="/lessons/">{lessons}</ButtonLink>
    </Notice>
  );
}
