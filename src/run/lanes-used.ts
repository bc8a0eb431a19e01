/** Which lanes statements have taken in this process: the code cache is made again when it lacks one. */
export const lanesUsed: Set<'express' | 'engine'> = new Set();
