/** Completion is of no use to somebody who has typed on meanwhile. */
const patience = 300;

/** What `work` gives if it gives it soon, `otherwise` if not: what comes later is there for the next Tab. */
export async function soon<T>(work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
