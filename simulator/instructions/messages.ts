/** Wordings that several instructions share (moby/buildkit frontend/dockerfile/instructions/parse.go). */
export const needsArgument = (keyword: string) => `${keyword} requires at least one argument`;

export const needsOneArgument = (keyword: string) => `${keyword} requires exactly one argument`;

export const blankName = (keyword: string) => `${keyword} names can not be blank`;

export const needsDestination = (keyword: string) =>
  `${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`;
