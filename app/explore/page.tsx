import type { Metadata } from 'next';
import { ExplorePage } from '@/components/explore/explore-page';
import { strings } from '@/lib/strings';

export const metadata: Metadata = { title: strings.explore.title, description: strings.explore.lead };

export default function Page() {
  return <ExplorePage />;
}
