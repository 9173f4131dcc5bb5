import type { ComponentProps, ReactNode } from 'react';

/** Outlines on a 16 × 16 grid. */
const SHAPES = {
  tick: <path d="m3.5 8.5 3 3 6-7" />,
  arrow: <path d="M3 8h9.5M8.5 4l4 4-4 4" />,
  cross: <path d="m4 4 8 8m0-8-8 8" />,
  dashed: <circle cx="8" cy="8" r="5.25" strokeDasharray="2.4 2.3" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1.5v1.25m0 10.5v1.25M1.5 8h1.25m10.5 0h1.25M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9" />
    </>
  ),
  moon: <path d="M13.5 9.6A5.75 5.75 0 0 1 6.4 2.5a5.75 5.75 0 1 0 7.1 7.1Z" />,
  display: <path d="M2 3.25h12v7.5H2zM5.5 13.5h5M8 10.75v2.75" />,
  layers: <path d="m8 2 6 3-6 3-6-3zm6 6-6 3-6-3m12 3-6 3-6-3" />,
  chevron: <path d="m6 3.5 4.5 4.5L6 12.5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

export interface IconProps extends Omit<ComponentProps<'svg'>, 'name'> {
  readonly name: IconName;
}

/** Always beside a word, so assistive technology does not see it. Takes the size and colour of the text around it. */
export function Icon({ name, ...rest }: IconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      {SHAPES[name]}
    </svg>
  );
}
