'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ComponentProps } from 'react';

/** A link of the main navigation: says which part of the site this is. */
export function NavigationLink({ href, ...rest }: ComponentProps<typeof Link> & { readonly href: string }) {
  const path = usePathname();
  const current = path === href ? 'page' : path.startsWith(href) ? 'true' : undefined;
  return <Link href={href} aria-current={current} {...rest} />;
}
