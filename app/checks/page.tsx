/// <reference types="mdx" />
import type { Metadata } from 'next';
import { CheckIndex } from '@/components/reference/check-index';
import Control from '@/content/checks/index.mdx';
import { groupBuildChecks } from '@/lib/content/build-checks/group-order';
import { loadBuildChecks } from '@/lib/content/build-checks/load';
import { strings } from '@/lib/strings';

export const metadata: Metadata = { title: strings.checks.title, description: strings.checks.description };

export default function ChecksPage() {
  return <CheckIndex groups={groupBuildChecks(loadBuildChecks())} Control={Control} />;
}
