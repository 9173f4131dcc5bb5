import type { MDXComponents } from 'mdx/types';
import { proseComponents } from '@/components/ui/prose';

/** Next looks for this file by name. What a lesson may use beyond Markdown it imports by name, in the lesson. */
export function useMDXComponents(): MDXComponents {
  return proseComponents;
}
