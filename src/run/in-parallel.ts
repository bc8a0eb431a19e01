/** Work on many inputs, a few at a time. */

/** Results in the order of the inputs. The first error ends it: what has not begun is not begun. */
export async function inParallel<A, B>(
  inputs: readonly A[],
  most: number,
  work: (input: A) => Promise<B>,
): Promise<readonly B[]> {
  const results: B[] = new Array(inputs.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < inputs.length) {
      const at = next++;
      try {
        results[at] = await work(inputs[at] as A);
      } catch (error) {
        next = inputs.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, inputs.length) }, worker));
  return results;
}
