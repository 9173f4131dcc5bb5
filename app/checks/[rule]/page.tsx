import type { Metadata } from 'next';
import { CheckPage } from '@/components/reference/check-page';
import { inGroupOrder } from '@/lib/content/build-checks/group-order';
import { buildCheckSlugs, loadBuildCheck, loadBuildChecks } from '@/lib/content/build-checks/load';
import { loadLessonInfo } from '@/lib/content/load';

interface Props {
  readonly params: Promise<{ readonly rule: string }>;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return buildCheckSlugs().map((rule) => ({ rule }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { info } = loadBuildCheck((await params).rule);
  return { title: info.rule, description: info.summary };
}

export default async function CheckRoute({ params }: Props) {
  const { rule: slug } = await params;
  const check = loadBuildCheck(slug);
  const { default: Why } = await import(`@/content/checks/${slug}/why.mdx`);
  const { default: Leave } = await import(`@/content/checks/${slug}/leave.mdx`);
  const names = inGroupOrder(loadBuildChecks()).map(({ info }) => info.rule);
  const place = names.indexOf(check.info.rule);
  return (
    <CheckPage
      check={check}
      Why={Why}
      Leave={Leave}
      lessons={check.info.lessons.map(loadLessonInfo)}
      previous={names[place - 1]}
      next={names[place + 1]}
    />
  );
}
